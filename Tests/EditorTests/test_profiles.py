"""Run by run.sh with pytest: the server against the recorded capabilities of three editors. TRAINLINT is the program."""
import os
import pathlib

import pytest
import pytest_lsp
from lsprotocol import types as lsp
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

CONFIG = pathlib.Path(__file__).with_name("undertrained.yml").read_text()
LINE, START, END = 11, 17, 22


@pytest_lsp.fixture(
    config=ClientServerConfig(server_command=[os.environ["TRAINLINT"], "server"]),
    params=["visual_studio_code", "neovim", "emacs"])
async def client(request, lsp_client: LanguageClient, tmp_path):
    # The client declares that methods can be added later, and leaves it to the test to take them.
    lsp_client.added = []
    lsp_client.feature(lsp.CLIENT_REGISTER_CAPABILITY)(
        lambda params: lsp_client.added.extend(one.method for one in params.registrations))
    answer = await lsp_client.initialize_session(lsp.InitializeParams(
        capabilities=client_capabilities(request.param), root_uri=tmp_path.as_uri(),
        workspace_folders=[lsp.WorkspaceFolder(uri=tmp_path.as_uri(), name="test")]))
    lsp_client.offers = answer.capabilities
    (tmp_path / "run.yml").write_text(CONFIG)
    lsp_client.file = (tmp_path / "run.yml").as_uri()
    yield
    await lsp_client.shutdown_session()


async def found(client):
    """The diagnostics of the file, by the way that was agreed on."""
    if client.offers.diagnostic_provider:
        report = await client.text_document_diagnostic_async(lsp.DocumentDiagnosticParams(
            text_document=lsp.TextDocumentIdentifier(uri=client.file)))
        return report.items
    await client.wait_for_notification(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    return client.diagnostics[client.file]


def opened(client, text=CONFIG):
    client.text_document_did_open(lsp.DidOpenTextDocumentParams(text_document=lsp.TextDocumentItem(
        uri=client.file, language_id="yaml", version=0, text=text)))


@pytest.mark.asyncio
async def test_a_finding_is_shown_explained_and_mended(client: LanguageClient):
    opened(client)
    (diagnostic,) = await found(client)
    assert diagnostic.code == "undertrained-large-model"
    assert diagnostic.range == lsp.Range(lsp.Position(LINE, START), lsp.Position(LINE, END))
    first, *_ = diagnostic.message.split("\n")
    assert len(first) <= 80
    document = lsp.TextDocumentIdentifier(uri=client.file)

    hover = await client.text_document_hover_async(
        lsp.HoverParams(text_document=document, position=diagnostic.range.start))
    assert "optimizer steps" in hover.contents.value

    actions = await client.text_document_code_action_async(lsp.CodeActionParams(
        text_document=document, range=diagnostic.range, context=lsp.CodeActionContext(diagnostics=[])))
    (fix,) = [action for action in actions if action.is_preferred]
    if not fix.edit:
        fix = await client.code_action_resolve_async(fix)
    edits = (fix.edit.changes or {}).get(client.file) or fix.edit.document_changes[0].edits
    client.text_document_did_change(lsp.DidChangeTextDocumentParams(
        text_document=lsp.VersionedTextDocumentIdentifier(uri=client.file, version=1),
        content_changes=[lsp.TextDocumentContentChangePartial(range=edit.range, text=edit.new_text)
                         for edit in sorted(edits, key=lambda edit: -edit.range.start.line)]))
    assert list(await found(client)) == []


@pytest.mark.asyncio
async def test_what_follows_is_shown(client: LanguageClient):
    opened(client)
    await found(client)
    document = lsp.TextDocumentIdentifier(uri=client.file)
    hints = await client.text_document_inlay_hint_async(lsp.InlayHintParams(
        text_document=document, range=lsp.Range(lsp.Position(0, 0), lsp.Position(99, 0))))
    assert any(hint.label.endswith("per parameter") for hint in hints)
    (lens,) = await client.text_document_code_lens_async(lsp.CodeLensParams(text_document=document))
    assert lens.command.title.startswith("gpt-neox pretraining")
    words = await client.text_document_completion_async(lsp.CompletionParams(
        text_document=document, position=lsp.Position(7, 13)))
    assert "rmsnorm" in [item.label for item in words.items]
    symbols = await client.text_document_document_symbol_async(lsp.DocumentSymbolParams(text_document=document))
    assert "optimizer" in [symbol.name for symbol in symbols]


@pytest.mark.asyncio
async def test_columns_are_counted_as_agreed(client: LanguageClient):
    sign = "é漢🙂"
    opened(client, CONFIG.replace('"train_iters"', '"%s": 1, "train_iters"' % sign))
    (diagnostic,) = [one for one in await found(client) if one.code == "undertrained-large-model"]
    encoding = client.offers.position_encoding or "utf-16"
    size = {"utf-8": len(sign.encode()), "utf-16": len(sign.encode("utf-16-le")) // 2, "utf-32": len(sign)}[encoding]
    assert diagnostic.range.start.character == START + size + 7
