;;; trainlint.el --- Check LLM training configs with eglot  -*- lexical-binding: t -*-

;;; Commentary:
;; Tells eglot to start `trainlint server' in YAML and JSON buffers; it says nothing about files
;; that are no training configs.

;;; Code:

(defgroup trainlint nil "Check LLM training configs." :group 'tools)

(defcustom trainlint-command '("trainlint" "server")
  "The program and its arguments."
  :type '(repeat string))

(defvar eglot-server-programs)

(with-eval-after-load 'eglot
  (dolist (mode '(yaml-mode yaml-ts-mode json-mode json-ts-mode js-json-mode))
    (add-to-list 'eglot-server-programs
                 (cons mode (lambda (&rest _) trainlint-command)))))

(provide 'trainlint)
;;; trainlint.el ends here
