;;; imr-mode.el --- Independent Medical Review letters  -*- lexical-binding: t; -*-

;; Package-Requires: ((emacs "28.1") (eglot "1.9"))

;;; Commentary:

;; Put this file into a folder of your `load-path' and (require 'imr-mode) into your init file.  The
;; server `imr-ls' has to be in the PATH; eglot comes with Emacs 29, before that it is a package.
;; Letters are `*.imr.txt', `*.imr' and `CM14-….txt'; in any other text, M-x imr-mode.

;;; Code:

(require 'eglot)

(defconst imr-mode--above-label
  "[ \t]*\n\\(?:[ \t]*\n\\)\\{0,5\\}[ \t]*claims administrator\\(?:['’]s\\)? guideline"
  "What stands between a heading and the label below it, with that label.")

(defconst imr-mode-font-lock-keywords
  `((,(concat "^[ \t]*\\("
              (regexp-opt '("how the imr final determination was made"
                            "clinical case summary"
                            "imr issues, decisions and rationales"
                            "imr issues, decisions & rationales"
                            "imr decisions and rationales"
                            "imr decision(s) and rationale(s)"
                            "documents reviewed"))
              "\\)[ \t]*:?[ \t]*$")
     1 'font-lock-keyword-face)
    (,(concat "^[ \t]*\\("
              (regexp-opt '("the expert reviewer has the following credentials"
                            "state(s) of licensure"
                            "certification(s)/specialty"
                            "decision rationale"))
              "\\|\\(?:claims administrator\\(?:['’]s\\)?\\|maximus['’]?\\) guideline"
              "\\(?:s\\|(s)\\)?\\)[ \t]*:")
     0 'font-lock-variable-name-face)
    ("^[ \t]*\\([^ \t\n].*\\):[ \t]*\\(upheld\\|overturned\\)\\.?[ \t]*$"
     (1 'font-lock-function-name-face) (2 'font-lock-constant-face))
    ;; A heading that tells no decision is known by the label below it.
    (,(concat "^[ \t]*\\([^ \t\n].*?\\)[ \t]*"
              "\\(?::[ \t]*\\([ou][a-z]+\\|[a-z ]+ed\\|tbd\\|pending\\|___+\\)?\\)?"
              imr-mode--above-label)
     (1 'font-lock-function-name-face) (2 'font-lock-warning-face nil t))
    ("\\[insert [^]\n]*\\]\\|\\_<xxx+\\_>\\|\\*\\*\\*+\\|___+\\|\\_<tbd\\_>" 0 'font-lock-warning-face))
  "Colours of a letter; the server's findings come on top of them.")

;;;###autoload
(define-derived-mode imr-mode text-mode "IMR"
  "Major mode for Independent Medical Review letters."
  (setq-local font-lock-defaults '(imr-mode-font-lock-keywords t t)
              font-lock-multiline t)
  (visual-line-mode)
  (eglot-ensure))

;; Blanks at the ends of lines tell the paragraphs of text out of a PDF apart.  Hooks and EditorConfig
;; all trim them with the same command.
(defun imr-mode--may-trim (&rest _)
  "Whether blanks may be trimmed: not in a letter, unless somebody asks for it."
  (or (not (derived-mode-p 'imr-mode)) (eq this-command 'delete-trailing-whitespace)))
(advice-add 'delete-trailing-whitespace :before-while #'imr-mode--may-trim)

;;;###autoload
(add-to-list 'auto-mode-alist '("\\(?:\\.imr\\(?:\\.txt\\)?\\|/CM[0-9][0-9]-[^/]*\\.txt\\)\\'" . imr-mode))

(add-to-list 'eglot-server-programs '(imr-mode . ("imr-ls" "server")))

(provide 'imr-mode)
;;; imr-mode.el ends here
