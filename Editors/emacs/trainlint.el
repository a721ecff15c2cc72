;;; trainlint.el --- Check LLM training configs with eglot or lsp-mode  -*- lexical-binding: t -*-

;;; Commentary:
;; Tells eglot and lsp-mode to start `trainlint server' in YAML and JSON buffers; it says nothing about files
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

(declare-function lsp-register-client "lsp-mode")
(declare-function make-lsp-client "lsp-mode")
(declare-function lsp-stdio-connection "lsp-mode")

(with-eval-after-load 'lsp-mode
  (lsp-register-client
   (make-lsp-client
    :new-connection (lsp-stdio-connection (lambda () trainlint-command))
    :major-modes '(yaml-mode yaml-ts-mode json-mode json-ts-mode js-json-mode)
    ;; Beside the servers of the languages, not in their place.
    :add-on? t
    :server-id 'trainlint)))

(provide 'trainlint)
;;; trainlint.el ends here
