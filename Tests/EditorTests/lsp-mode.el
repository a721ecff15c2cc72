;;; Run by run.sh: emacs -Q --batch -l lsp-mode.el FILE  -*- lexical-binding: t -*-
;; TRAINLINT is the program, TRAINLINT_SETUP the file Editors/emacs/trainlint.el.
(require 'package)
(add-to-list 'package-directory-list "/usr/share/emacs/site-lisp/elpa") ; -Q leaves it out
(setq user-emacs-directory (file-name-as-directory (make-temp-file "emacs-d" t)))
(package-initialize)
(require 'lsp-mode)
(require 'lsp-diagnostics)
(load (getenv "TRAINLINT_SETUP"))
(setq trainlint-command (list (getenv "TRAINLINT") "server")
      lsp-diagnostics-provider :none lsp-enable-file-watchers nil lsp-lens-enable nil
      lsp-headerline-breadcrumb-enable nil lsp-modeline-code-actions-enable nil
      lsp-modeline-diagnostics-enable nil lsp-enable-snippet nil lsp-restart 'ignore
      ;; Idle timers do not run in a batch.
      lsp-debounce-full-sync-notifications nil lsp-auto-execute-action nil
      make-backup-files nil create-lockfiles nil)
(unless (fboundp 'yaml-mode) ; Emacs 28 comes without one
  (define-derived-mode yaml-mode fundamental-mode "YAML"))
(add-to-list 'lsp-language-id-configuration '(yaml-mode . "yaml"))

(defun test-wait (what predicate)
  "Wait until PREDICATE holds, or fail for want of WHAT."
  (let ((end (+ (float-time) 10)))
    (while (and (not (funcall predicate)) (< (float-time) end)) (accept-process-output nil 0.05))
    (or (funcall predicate) (error "no %s" what))))

(defun test-run (file)
  "Look at FILE, mend it, and look again."
  (lsp-workspace-folders-add (file-name-directory (expand-file-name file)))
  (find-file file)
  (yaml-mode)
  (lsp)
  (test-wait "diagnostic" (lambda () (and (lsp-workspaces) (lsp--get-buffer-diagnostics))))
  (let* ((found (elt (lsp--get-buffer-diagnostics) 0))
         (range (lsp:diagnostic-range found))
         (beg (lsp--position-to-point (lsp:range-start range)))
         (end (lsp--position-to-point (lsp:range-end range))))
    (unless (equal (lsp:diagnostic-code? found) "undertrained-large-model")
      (error "shows %s" (lsp:diagnostic-message found)))
    (unless (equal (buffer-substring beg end) "10000")
      (error "marks %s" (buffer-substring beg end)))
    (goto-char beg)
    (let ((hover (lsp-request "textDocument/hover" (lsp--text-document-position-params))))
      (unless (string-match-p "optimizer steps" (format "%S" hover)) (error "hover %S" hover)))
    (let ((action (seq-find (lambda (one) (eq (lsp:code-action-is-preferred? one) t))
                            (lsp-code-actions-at-point))))
      (unless action (error "no preferred fix"))
      (lsp-execute-code-action action))
    (test-wait "end of the diagnostic" (lambda () (null (lsp--get-buffer-diagnostics))))))

(let ((problem (condition-case caught (progn (test-run (car command-line-args-left)) nil)
                 (error (error-message-string caught)))))
  (princ (format "emacs %s with lsp-mode: %s\n" emacs-version
                 (if problem (concat "FAILED: " problem) "ok")))
  (ignore-errors (lsp-workspace-shutdown (car (lsp-workspaces))))
  (set-buffer-modified-p nil)
  (kill-emacs (if problem 1 0)))
