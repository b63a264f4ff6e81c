;;; emacs.el --- Plays a physician in a real Emacs  -*- lexical-binding: t; -*-
;; usage: emacs -q --batch -f package-initialize -l emacs.el SCRATCH, with imr-ls in the PATH

(require 'cl-lib)
(defconst here (file-name-directory load-file-name))
(defconst scratch (file-name-as-directory (pop command-line-args-left)))
(defconst patience 60)

(defun say (format &rest arguments)
  (princ (concat "  " (apply #'format format arguments) "\n")))

(defun fail (format &rest arguments)
  (message "emacs: %s" (apply #'format format arguments))
  (kill-emacs 1))

(defun wait-for (what found)
  "Wait until FOUND returns something, and return it; WHAT is said then."
  (let ((end (+ (float-time) patience)) result)
    (while (and (not (setq result (funcall found))) (< (float-time) end))
      (accept-process-output nil 0.05))
    (unless result (fail "%s did not come" what))
    (say "%s" what)
    result))

(defun findings ()
  "The codes of the findings with their lines."
  (mapcar (lambda (finding)
            (let ((text (flymake-diagnostic-text finding)))
              (list (and (string-match "IMR[0-9]+" text) (match-string 0 text))
                    (line-number-at-pos (flymake-diagnostic-beg finding)))))
          (flymake-diagnostics)))

(defun face-at (text)
  (goto-char (point-min))
  (search-forward text)
  (get-text-property (match-beginning 0) 'face))

(defun line-of (text)
  (goto-char (point-min))
  (search-forward text)
  (buffer-substring (line-beginning-position) (line-end-position)))

(load (expand-file-name "../../editors/emacs/imr-mode.el" here) nil t)
(say "Emacs %s" emacs-version)
(setq make-backup-files nil create-lockfiles nil)
(add-hook 'before-save-hook #'delete-trailing-whitespace)
(copy-file (expand-file-name "draft.txt" here) (concat scratch "CM14-0000001.txt"))
(find-file (concat scratch "CM14-0000001.txt"))

(unless (eq major-mode 'imr-mode) (fail "the letter is in %s" major-mode))
(font-lock-ensure)
(dolist (place '(("HOW THE IMR" font-lock-keyword-face)
                 ("State(s)" font-lock-variable-name-face)
                 ("47 year" nil)
                 ("Robaxin 500mg" font-lock-function-name-face)
                 ("Uphled" font-lock-warning-face)
                 ("MAXIMUS guideline:" font-lock-variable-name-face)
                 ("Norco 10/325mg #120" font-lock-function-name-face)
                 ("Overturned" font-lock-constant-face)))
  (unless (eq (face-at (car place)) (cadr place))
    (fail "“%s” has the face %s" (car place) (face-at (car place)))))
(say "colours of headings, labels and decisions")

;; A letter is shown to a person before eglot starts; here nobody looks.
(run-hooks 'post-command-hook)
(wait-for "the server is attached" #'eglot-managed-p)
(let ((server (jsonrpc--process (eglot-current-server))))
  (flymake-start)
  (wait-for "findings at their places"
            (lambda () (seq-every-p (lambda (finding) (member finding (findings)))
                                    '(("IMR202" 29) ("IMR214" 46) ("IMR401" 51)))))

  (let ((names (seq-filter #'stringp (flatten-tree (eglot-imenu)))))
    (dolist (name '("1. Robaxin 500mg #30 — Uphled?" "4. Ambien 10mg #30 — undecided"))
      (unless (member name names) (fail "the outline lacks “%s”: %S" name names))))
  (say "outline with every item and its decision")

  (goto-char (point-min))
  (search-forward "Uphled")
  (let ((at (match-beginning 0))
        (last-nonmenu-event t))
    (cl-letf (((symbol-function 'completing-read) (lambda (&rest _) "Change it to “Upheld”")))
      (eglot-code-actions at at "quickfix" t)))
  (unless (equal (line-of "Robaxin 500mg") "Robaxin 500mg #30: Upheld") (fail "the fix does something else"))
  (say "misspelt decision corrected")
  (eglot--signal-textDocument/didChange)
  (wait-for "finding of what was mended gone" (lambda () (not (assoc "IMR202" (findings)))))

  (goto-char (point-min))
  (re-search-forward "^MAXIMUS guideline:$")
  (insert " norco")
  (eglot--signal-textDocument/didChange)
  (let* ((capf (eglot-completion-at-point))
         (citation (seq-find (lambda (offered) (string-match-p "Opioids, criteria for use 78-80" offered))
                             (all-completions "norco" (nth 2 capf)))))
    (unless citation (fail "no citation is offered for a drug"))
    (delete-region (nth 0 capf) (nth 1 capf))
    (insert citation)
    (funcall (plist-get (nthcdr 3 capf) :exit-function) citation 'finished))
  (say "“%s”" (line-of "Opioids, criteria for use"))
  (unless (equal (line-of "Opioids, criteria for use")
                 (concat "MAXIMUS guideline: Decision based on MTUS Chronic Pain Treatment Guidelines "
                         "Opioids, criteria for use Page(s): 78-80."))
    (fail "the completed citation reads differently"))

  (goto-char (point-max))
  (insert " \nNote: \n")
  (save-buffer)
  (unless (string-suffix-p " \nNote: \n" (with-temp-buffer (insert-file-contents (concat scratch "CM14-0000001.txt"))
                                                          (buffer-string)))
    (fail "blanks at the ends of lines were trimmed"))
  (say "blanks of a letter left alone")

  (with-temp-file (concat scratch "server") (princ (process-id server) (current-buffer))))
