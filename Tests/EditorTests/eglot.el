;;; Run by run.sh: emacs -Q --batch -l eglot.el FILE  -*- lexical-binding: t -*-
;; TRAINLINT is the program, TRAINLINT_SETUP the file Editors/emacs/trainlint.el.
(require 'package)
(add-to-list 'package-directory-list "/usr/share/emacs/site-lisp/elpa") ; -Q leaves it out
(package-initialize)
(require 'eglot)
(require 'flymake)
(load (getenv "TRAINLINT_SETUP"))
(setq trainlint-command (list (getenv "TRAINLINT") "server")
      eglot-sync-connect 20 eglot-autoshutdown nil eglot-send-changes-idle-time 0.05
      eglot-confirm-server-initiated-edits nil flymake-no-changes-timeout 0.1
      make-backup-files nil create-lockfiles nil)
(unless (fboundp 'yaml-mode) ; Emacs 28 comes without one
  (define-derived-mode yaml-mode fundamental-mode "YAML"))

(defun test-wait (what predicate)
  "Wait until PREDICATE holds, or fail for want of WHAT."
  (let ((end (+ (float-time) 10)))
    (while (and (not (funcall predicate)) (< (float-time) end)) (accept-process-output nil 0.05))
    (or (funcall predicate) (error "no %s" what))))

(defun test-run (file)
  "Look at FILE, mend it, and look again."
  (find-file file)
  (yaml-mode)
  (apply #'eglot--connect (eglot--guess-contact))
  (test-wait "server" #'eglot-current-server)
  (unless flymake-mode (flymake-mode 1))
  (flymake-start)
  (test-wait "diagnostic" #'flymake-diagnostics)
  (let* ((found (car (flymake-diagnostics)))
         (beg (flymake-diagnostic-beg found))
         (end (flymake-diagnostic-end found)))
    (unless (string-match-p "undertrained-large-model" (flymake-diagnostic-text found))
      (error "shows %s" (flymake-diagnostic-text found)))
    (unless (equal (buffer-substring beg end) "10000")
      (error "marks %s" (buffer-substring beg end)))
    (goto-char beg)
    (let* ((hover (jsonrpc-request (eglot--current-server-or-lose) :textDocument/hover
                                   (eglot--TextDocumentPositionParams)))
           (text (plist-get (plist-get hover :contents) :value)))
      (unless (string-match-p "optimizer steps" text) (error "hover %s" text)))
    (let ((preferred (seq-filter (lambda (action) (eq (plist-get action :isPreferred) t))
                                 (eglot-code-actions beg end "quickfix" nil))))
      (unless (= (length preferred) 1) (error "%s preferred fixes" (length preferred)))
      (eglot--apply-workspace-edit (plist-get (car preferred) :edit)))
    (eglot--signal-textDocument/didChange)
    (test-wait "end of the diagnostic" (lambda () (null (flymake-diagnostics))))))

(let ((problem (condition-case caught (progn (test-run (car command-line-args-left)) nil)
                 (error (error-message-string caught)))))
  (princ (format "emacs %s with eglot: %s\n" emacs-version
                 (if problem (concat "FAILED: " problem) "ok")))
  (when (eglot-current-server) (eglot-shutdown (eglot-current-server) nil 3))
  (set-buffer-modified-p nil)
  (kill-emacs (if problem 1 0)))
