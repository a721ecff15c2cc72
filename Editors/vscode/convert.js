// Values of the protocol as VS Code has them, and back.
'use strict';
const vscode = require('vscode');

/** What the extension can do; diagnostics are pushed, as no other way needs less code. */
const CAPABILITIES = {
  general: { positionEncodings: ['utf-16'] },
  workspace: {
    configuration: true, workspaceFolders: true, inlayHint: { refreshSupport: true }, codeLens: { refreshSupport: true },
  },
  textDocument: {
    synchronization: { didSave: true },
    publishDiagnostics: {
      relatedInformation: true, codeDescriptionSupport: true, versionSupport: false, tagSupport: { valueSet: [1, 2] } },
    hover: { contentFormat: ['markdown', 'plaintext'] },
    completion: { completionItem: { snippetSupport: true, documentationFormat: ['markdown', 'plaintext'] } },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    codeAction: {
      isPreferredSupport: true, dataSupport: true, resolveSupport: { properties: ['edit'] },
      codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'refactor', 'source'] } } },
    inlayHint: {},
  },
};
const KINDS = ['quickfix', 'refactor.rewrite', 'source.fixAll.trainlint'];
const TRIGGERS = [' ', '"', '[', '=', ','];

const toPosition = position => ({ line: position.line, character: position.character });
const toRange = range => ({ start: toPosition(range.start), end: toPosition(range.end) });
const position = ({ line, character }) => new vscode.Position(line, character);
const range = ({ start, end }) => new vscode.Range(position(start), position(end));
const location = ({ uri, range: where }) => new vscode.Location(vscode.Uri.parse(uri), range(where));

function markup(content) {
  return content.kind === 'markdown' ? new vscode.MarkdownString(content.value) : content.value;
}

function diagnostic(sent) {
  // The protocol counts severities from 1, VS Code from 0.
  const made = new vscode.Diagnostic(range(sent.range), sent.message, (sent.severity || 1) - 1);
  made.source = sent.source;
  made.tags = sent.tags;
  made.code = sent.codeDescription
    ? { value: sent.code, target: vscode.Uri.parse(sent.codeDescription.href) } : sent.code;
  made.relatedInformation = (sent.relatedInformation || []).map(related =>
    new vscode.DiagnosticRelatedInformation(location(related.location), related.message));
  return made;
}

function hover(sent) {
  return new vscode.Hover(markup(sent.contents), sent.range && range(sent.range));
}

function inlayHint(sent) {
  const made = new vscode.InlayHint(position(sent.position), sent.label);
  made.paddingLeft = sent.paddingLeft;
  return made;
}

function codeLens(sent) {
  return new vscode.CodeLens(range(sent.range), sent.command);
}

function completion(sent) {
  const made = new vscode.CompletionItem(sent.label, sent.kind - 1);
  made.detail = sent.detail;
  made.documentation = sent.documentation && markup(sent.documentation);
  made.sortText = sent.sortText;
  made.range = range(sent.textEdit.range);
  made.insertText = sent.insertTextFormat === 2
    ? new vscode.SnippetString(sent.textEdit.newText) : sent.textEdit.newText;
  return made;
}

function link(sent) {
  return new vscode.DocumentLink(range(sent.range), vscode.Uri.parse(sent.target));
}

function symbol(sent) {
  const made = new vscode.DocumentSymbol(
    sent.name, sent.detail || '', sent.kind - 1, range(sent.range), range(sent.selectionRange));
  made.children = (sent.children || []).map(symbol);
  return made;
}

function workspaceEdit(sent) {
  const made = new vscode.WorkspaceEdit();
  for (const [uri, edits] of Object.entries(sent.changes || {})) {
    for (const edit of edits) made.replace(vscode.Uri.parse(uri), range(edit.range), edit.newText);
  }
  return made;
}

function codeAction(sent, diagnostics) {
  const made = new vscode.CodeAction(sent.title, vscode.CodeActionKind.Empty.append(sent.kind));
  made.isPreferred = sent.isPreferred;
  const places = (sent.diagnostics || []).map(one => range(one.range));
  made.diagnostics = diagnostics.filter(one =>
    one.source === 'trainlint' && places.some(place => place.isEqual(one.range)));
  if (sent.edit) made.edit = workspaceEdit(sent.edit);
  made.sent = sent;
  return made;
}

module.exports = {
  CAPABILITIES, KINDS, TRIGGERS, toPosition, toRange, location, diagnostic, hover, inlayHint, codeLens, completion, link,
  symbol, workspaceEdit, codeAction,
};
