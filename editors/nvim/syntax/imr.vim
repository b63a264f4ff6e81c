" Colours of a letter, without the server. A heading that tells no decision is known by the label below it.
if exists('b:current_syntax')
  finish
endif

let s:claims = 'claims administrator\%([''’]s\)\= guideline\%(s\|(s)\)\=\s*:'
let s:maximus = 'maximus[''’]\= guideline\%(s\|(s)\)\=\s*:'
let s:rationale = 'decision rationales\=\s*:'
let s:above = '\s*\n\%(\s*\n\)\{,5}\s*' .. s:claims
let s:placeholder = '\%(\[[^]]*\]\|xxx\+\|\*\*\*\+\|___\+\|?\|tbd\>\|pending\>\)'
let s:unknown = '\%(\%(partially\|not\|conditionally\)\s\+\%(medically\s\+\)\=\)\=\%([ou]\a\+\|\a\+ed\|necessary\)'

syntax case ignore
syntax sync minlines=60

for s:heading in [
      \ 'how the imr final determination was made',
      \ 'clinical case summary',
      \ 'imr issues, decisions \%(and\|&\) rationales',
      \ 'imr decisions and rationales',
      \ 'imr decision(s) and rationale(s)',
      \ 'documents reviewed\%( for determination\)\=',
      \ 'notice of independent medical review determination',
      \ 'independent medical review decision and rationale',
      \ 'medical qualifications of the expert reviewer',
      \ 'case summary',
      \ 'medical professional review',
      \ 'issue at dispute',
      \ 'medical treatment guideline(s) relied upon by professional reviewer and why',
      \ 'rationale for why the requested treatment/service \%(is\|was\|is/was\)\%( not\)\= medically necessary',
      \ 'medical reviewer qualifications',
      \ ]
  execute 'syntax match imrSection /^\s*\zs' .. escape(s:heading, '/') .. '\ze\s*:\=\s*$/'
endfor

" Of two that begin at one place, the later one counts.
execute 'syntax match imrUndecided /^\s*\zs\S.\{-}\ze\s*:\=' .. s:above .. '/'
execute 'syntax match imrUndecided /^\s*\zs\S.*\ze:\s*' .. s:placeholder .. '\s*$/ nextgroup=imrColon'
execute 'syntax match imrItem /^\s*\zs\S.*\ze:\s*' .. s:unknown .. '\.\=' .. s:above .. '/ nextgroup=imrColon'
syntax match imrItem /^\s*\zs\S.*\ze:\s*\%(upheld\|overturned\)\.\=\s*$/ nextgroup=imrColon
syntax match imrColon /\s*:\s*/ contained nextgroup=imrUpheld,imrOverturned,imrUnknown,imrBehindColon
execute 'syntax match imrUnknown /' .. s:unknown .. '/ contained'
execute 'syntax match imrBehindColon /' .. s:placeholder .. '/ contained'
syntax match imrUpheld /upheld\>/ contained
syntax match imrOverturned /overturned\>/ contained

execute 'syntax match imrLabel /^\s*\zs' .. s:rationale .. '/'
execute 'syntax match imrLabel /\C\%(^\|\s\)\zs\%(' .. join([
      \ 'The Expert Reviewer has the following credentials',
      \ 'State(s) of Licensure',
      \ 'Certification(s)\/Specialty',
      \ '\%(IMR \)\=Case Number',
      \ 'Date Assigned',
      \ 'Date of Injury',
      \ 'Claim Number',
      \ 'Decision Date',
      \ 'UR Denial Date',
      \ 'Priority',
      \ 'Application Received',
      \ 'Employee Name',
      \ 'Final Determination',
      \ 'Dated',
      \ ], '\|') .. '\)\s*:/'

" What a guideline line cites: a page of anything else is only prose.
execute 'syntax region imrCited matchgroup=imrLabel start=/^\s*\zs\%(' .. s:claims .. '\|' .. s:maximus .. '\)/'
      \ .. ' end=/^\%(\s*\%(' .. join([s:claims, s:maximus, s:rationale], '\|') .. '\)\)\@=/'
      \ .. ' contains=imrSection,imrItem,imrUndecided,imrPages,imrPlaceholder'
syntax match imrPages /\<\%(page\%(s\|(s)\)\=\|pgs\=\.\|pp\=\.\)\s*:\=/ contained skipwhite skipempty nextgroup=imrPage
syntax match imrPage /\d\+\%(\s*[-–]\s*\d\+\)\=/ contained skipwhite skipempty nextgroup=imrAndPage
syntax match imrAndPage /\%([,;&]\|and\>\)\%(\s*and\>\)\=\ze\s*\%(\d\|$\)/ contained skipwhite skipempty nextgroup=imrPage

syntax match imrDate #\<\d\{1,2}[/-]\d\{1,2}[/-]\%(\d\{4}\|\d\d\)\>#
syntax match imrDate /\<\d\{4}-\d\d-\d\d\>/
syntax match imrDate /\<\%(jan\|feb\|mar\|apr\|may\|june\=\|july\=\|aug\|sept\=\|oct\|nov\|dec\)\a*\.\=\s\+\%(\d\{1,2},\=\s\+\)\=\d\{4}\>/

syntax match imrPlaceholder /\[insert [^]]*\]\|\<xxx\+\>\|\*\*\*\+\|___\+\|\<tbd\>/

" As the server's colours are in most colour schemes, so that nothing changes when they come.
highlight default link imrSection Keyword
highlight default link imrItem Function
highlight default link imrUndecided Function
highlight default link imrUpheld Constant
highlight default link imrOverturned Constant
highlight default link imrUnknown WarningMsg
highlight default link imrLabel Identifier
highlight default link imrPage Number
highlight default link imrDate Number
highlight default link imrPlaceholder Todo
highlight default link imrBehindColon imrPlaceholder

let b:current_syntax = 'imr'
