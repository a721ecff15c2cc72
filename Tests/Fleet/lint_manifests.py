#!/usr/bin/env python3
"""Lints manifests that lie in Parquet, with trainlint as a stage of Ray Data.

What Ray hands out are shares: some thousand rows of a file. A worker reads its share, asks its own
`trainlint check --input-format jsonl --with-plans` a batch of rows at a time, and writes the results
as a file of Parquet, so that no row travels between workers. There is a row of results for each row of
the input, in it every column but the content. A row that cannot be judged has an `error`; no row costs
another one. A share that is tried anew writes the same file again.

usage: lint_manifests.py INPUT... --out FOLDER [--binary trainlint] [--workers N] [--no-ray]
       [-- ARGUMENT...]

Inputs and the folder are paths or addresses of a bucket, as pyarrow takes them; folders named `key=value`
become columns. What stands after `--` goes to trainlint: `--config team.yaml`, `--fact mfu=0.4`,
`--profile strict`.
"""

import argparse
import concurrent.futures
import fcntl
import json
import os
import select
import shutil
import signal
import subprocess
import sys
import time
import urllib.parse

import numpy
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.fs
import pyarrow.json
import pyarrow.parquet

# What becomes a column of its own where a manifest holds one run; `plans` has it for every run.
QUANTITIES = [
    "parameters", "parameters_active", "tokens", "unique_tokens", "tokens_per_parameter", "epochs",
    "flops", "device_hours", "memory_per_device", "world_size", "devices", "nodes",
    "global_batch", "micro_batch", "accumulation", "sequence_length", "tokens_per_step", "steps",
    "warmup_steps", "learning_rate", "lora_rank",
]
LABELS = ["base_model", "adapter", "precision", "optimizer", "scheduler", "device", "launcher"]
SEVERITIES = ["error", "warning", "note"]

TEXT = pa.string()
PLACE = pa.struct({"line": pa.int64(), "column": pa.int64()})
FINDING = pa.struct({
    "rule": TEXT, "policy": TEXT, "severity": TEXT, "confidence": TEXT, "message": TEXT,
    "help": TEXT, "suppressed": TEXT, "start": PLACE,
})
KNOWN = pa.struct({"value": pa.float64(), "certainty": TEXT})
PLAN = pa.struct({
    "document": pa.int64(), "embedded_at": PLACE, "dialect": TEXT, "regime": TEXT,
    "quantities": pa.struct({name: KNOWN for name in QUANTITIES}),
    "labels": pa.struct({name: pa.struct({"value": TEXT}) for name in LABELS}),
    "laws": pa.struct({"law": TEXT, "efficiency": pa.float64(), "verdict": TEXT}),
})
# The members of an answer that are kept.
ANSWER = pa.schema({
    "error": TEXT, "dialect": TEXT, "regime": TEXT, "skipped": TEXT,
    "findings": pa.list_(FINDING), "plans": pa.list_(PLAN),
})


class Trainlint:
    """One trainlint that answers line after line, and is started anew when it ends before its time."""

    def __init__(self, command, patience):
        self.command = command
        self.patience = patience
        self.process = None

    def start(self):
        self.process = subprocess.Popen(
            self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)
        for pipe in (self.process.stdin, self.process.stdout):
            os.set_blocking(pipe.fileno(), False)
            # Larger pipes let both sides work for longer before they wait; a system may refuse.
            try:
                fcntl.fcntl(pipe.fileno(), getattr(fcntl, "F_SETPIPE_SZ", 1031), 1 << 20)
            except OSError:
                pass

    def stop(self):
        """Ends the process, and says how it ended."""
        process, self.process = self.process, None
        if process is None:
            return ""
        process.kill()
        process.stdin.close()
        process.stdout.close()
        code = process.wait()
        return f"signal {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"

    def answers(self, requests):
        """A line for each request, in order; `{}` and why where there is none."""
        text, count, _ = self.exchange(requests)
        problems = {}
        while count < len(requests):
            # One of these ended it: they are asked alone until it is known which.
            self.stop()
            line, answered, problem = self.exchange(requests[count:count + 1])
            if not answered:
                problems[count] = f"trainlint gave no answer: {problem}"
                self.stop()
                line = b"{}\n"
            rest, answered, _ = self.exchange(requests[count + 1:])
            text, count = text + line + rest, count + 1 + answered
        return text, problems

    def exchange(self, requests):
        """The answers up to the first that does not come, how many, and why it does not."""
        if self.process is None:
            self.start()
        asking, answering = self.process.stdin.fileno(), self.process.stdout.fileno()
        poll = select.poll()
        poll.register(answering, select.POLLIN)
        if requests:
            poll.register(asking, select.POLLOUT)
        text = memoryview(b"".join(requests))
        sent, missing, pieces, problem = 0, len(requests), [], None
        while missing and problem is None:
            ready = poll.poll(self.patience * 1000)
            if not ready:
                problem = f"none in {self.patience} s"
            for descriptor, _ in ready:
                if descriptor == asking:
                    try:
                        sent += os.write(asking, text[sent:sent + (1 << 20)])
                    except BlockingIOError:
                        continue
                    except BrokenPipeError:
                        sent = len(text)
                    if sent == len(text):
                        poll.unregister(asking)
                else:
                    piece = os.read(answering, 1 << 20)
                    if not piece:
                        problem = self.stop()
                        break
                    missing -= piece.count(b"\n")
                    pieces.append(piece)
        text = b"".join(pieces)
        # What ended in the middle of a line has not answered with it.
        return text[:text.rfind(b"\n") + 1], len(requests) - missing, problem


class Stage:
    """What a worker does with a batch: a table with `path` and `content` in, a table of results out."""

    def __init__(self, binary, arguments=(), patience=120):
        binary = shutil.which(binary) or binary
        self.trainlint = Trainlint(
            [binary, "check", "--input-format", "jsonl", "--with-plans", "--jobs", "1", *arguments],
            patience)

    def __call__(self, batch):
        requests, problems = [], {}
        encode = json.JSONEncoder(ensure_ascii=False).encode
        columns = (in_bytes(batch.column("path")), in_bytes(batch.column("content")))
        for row, (path, content) in enumerate(zip(*columns)):
            if isinstance(path, bytes):
                path = path.decode(errors="replace")
            if isinstance(content, bytes):
                try:
                    content = content.decode()
                except UnicodeDecodeError as error:
                    content, problems[row] = None, f"no UTF-8: {error.reason} at byte {error.start}"
            line = f'{{"path":{encode(path)},"content":{encode(content)}}}\n'
            requests.append(line.encode())
        answers, silent = self.trainlint.answers(requests)
        return results(batch.drop_columns(["content"]), answers, problems | silent)

    def __del__(self):
        trainlint = self.__dict__.get("trainlint")
        if trainlint is not None:
            trainlint.stop()


def in_bytes(column):
    """The values of a column, texts as bytes: one that is no UTF-8 must not cost the others."""
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        column = column.cast(pa.large_binary())
    # Through numpy in a quarter of the time that `to_pylist` takes.
    return column.to_numpy().tolist() if pa.types.is_large_binary(column.type) else column.to_pylist()


def results(rows, answers, problems):
    """The rows with what trainlint says of each, a line of JSON."""
    options = pyarrow.json.ParseOptions(
        explicit_schema=ANSWER, unexpected_field_behavior="ignore")
    read = pyarrow.json.ReadOptions(use_threads=False, block_size=len(answers) + 1)
    told = ANSWER.empty_table()
    if answers:
        told = pyarrow.json.read_json(pa.BufferReader(answers), read, options)
    if told.num_rows != rows.num_rows:
        raise ValueError(f"{told.num_rows} answers to {rows.num_rows} rows")
    told = {name: one_array(told.column(name)) for name in ANSWER.names}
    if problems:
        errors = told["error"].to_pylist()
        for row, problem in problems.items():
            errors[row] = problem
        told["error"] = pa.array(errors, TEXT)
    counts = severity_counts(told["findings"], rows.num_rows)
    run, runs = only_run(told["plans"], rows.num_rows)
    columns = {
        "error": told["error"], "skipped": told["skipped"], "dialect": told["dialect"],
        "regime": pc.coalesce(run.field("regime"), told["regime"]),
        "verdict": verdict(told, counts),
        **{f"{name}s": pa.array(counts[name]) for name in SEVERITIES},
        "runs": pa.array(runs),
        **{name: run.field("labels").field(name).field("value") for name in LABELS},
        **{name: run.field("quantities").field(name).field("value") for name in QUANTITIES},
        "findings": told["findings"], "plans": told["plans"],
    }
    for name, column in columns.items():
        rows = rows.append_column(name, column)
    return rows


def one_array(column):
    return column.chunk(0) if column.num_chunks == 1 else pa.concat_arrays(column.chunks)


def severity_counts(findings, count):
    """How many findings of each severity no comment silences, by row."""
    flat, parents = findings.flatten(), pc.list_parent_indices(findings).to_numpy()
    loud = pc.is_null(flat.field("suppressed"))
    counts = {}
    for name in SEVERITIES:
        mask = pc.and_(loud, pc.equal(flat.field("severity"), name))
        mask = pc.fill_null(mask, False).to_numpy(zero_copy_only=False)
        counts[name] = numpy.bincount(parents[mask], minlength=count)
    return counts


def verdict(told, counts):
    """The gravest that is said of each row; of what is no run, that it was skipped."""
    ways = [pc.is_valid(told["error"]), pc.is_valid(told["skipped"])]
    ways += [pa.array(counts[name] > 0) for name in SEVERITIES]
    names = ["unread", "skipped", *SEVERITIES, "clean"]
    cases = pc.make_struct(*ways, field_names=[str(way) for way in range(len(ways))])
    return pc.case_when(cases, *[pa.scalar(name) for name in names])


def only_run(plans, count):
    """The plan of each row that holds one run, else null; and how many runs each holds.

    A manifest is no run: what lies in it is. Where nothing has a regime, that is what is attached.
    """
    flat, parents = plans.flatten(), pc.list_parent_indices(plans).to_numpy()
    has_regime = pc.is_valid(flat.field("regime")).to_numpy(zero_copy_only=False)
    is_inside = pc.is_valid(flat.field("embedded_at")).to_numpy(zero_copy_only=False)
    some_regime = numpy.bincount(parents[has_regime], minlength=count) > 0
    some_inside = numpy.bincount(parents[is_inside], minlength=count) > 0
    is_run = numpy.where(
        some_regime[parents], has_regime, numpy.where(some_inside[parents], is_inside, True))
    runs = numpy.bincount(parents[is_run], minlength=count)
    places = numpy.zeros(count, dtype=numpy.int64)
    places[parents[is_run]] = numpy.flatnonzero(is_run)
    return flat.take(pa.array(places, mask=runs != 1)), runs


# What is handed out.


def place(address):
    """The file system of an address, and the path in it."""
    if "://" in address:
        return pyarrow.fs.FileSystem.from_uri(address)
    return pyarrow.fs.LocalFileSystem(), os.path.abspath(address)


def files_of(address):
    """The paths of the files at an address, in order."""
    system, path = place(address)
    if system.get_file_info(path).type != pyarrow.fs.FileType.Directory:
        return [path]
    inside = system.get_file_info(pyarrow.fs.FileSelector(path, recursive=True))
    return sorted(
        file.path for file in inside
        if file.type == pyarrow.fs.FileType.File and not file.base_name.startswith(("_", ".")))


def groups_of(root, path):
    """The row groups of a file: where they are, their rows and bytes, and columns from folders."""
    system, above = place(root)
    named = [part.split("=", 1) for part in path[len(above):].split("/")[:-1] if "=" in part]
    with pyarrow.parquet.ParquetFile(path, filesystem=system) as file:
        groups = [file.metadata.row_group(number) for number in range(file.num_row_groups)]
    return [
        ({"root": root, "path": path, "group": number, "named": named}, group.num_rows,
         group.total_byte_size)
        for number, group in enumerate(groups) if group.num_rows]


def cut(rows, size, options, most):
    """The shares of a row group: where each begins, its rows and the rows of a batch."""
    # Large texts go in small batches, so that a worker's memory has a bound.
    batch = max(1, min(options.batch, (32 << 20) // max(1, size // rows)))
    # Who begins in the middle has to decode what stands before: more pieces are not worth that.
    pieces = min(16, -(-rows // most))
    share = batch * -(-rows // (pieces * batch))
    return [
        {"first": first, "rows": min(share, rows - first), "batch": batch}
        for first in range(0, rows, share)]


def shares(options):
    """All shares of the inputs, numbered in order."""
    paths = [(root, path) for root in options.inputs for path in files_of(root)]
    with concurrent.futures.ThreadPoolExecutor(32) as pool:
        groups = [group for some in pool.map(lambda pair: groups_of(*pair), paths) for group in some]
    # Few enough to hand out quickly, and enough for all workers to end at about the same time.
    even = sum(rows for _, rows, _ in groups) // (8 * options.workers)
    most = options.share or max(4096, min(even, 65536))
    found = [
        {**group, **share} for group, rows, size in groups
        for share in cut(rows, size, options, most)]
    return [{"number": number, **share} for number, share in enumerate(found)]


class Worker:
    """Reads shares, asks its trainlint, and writes the results."""

    def __init__(self, options):
        self.options = options
        self.stage = Stage(options.binary, options.arguments, options.patience)

    def __call__(self, share):
        table = pa.concat_tables(self.stage(batch) for batch in self.batches(share))
        if table.num_rows != share["rows"]:
            raise ValueError(f"{table.num_rows} rows of {share}")
        system, folder = place(self.options.out)
        sink = pa.BufferOutputStream()
        pyarrow.parquet.write_table(table, sink)
        with system.open_output_stream(f"{folder}/part-{share['number']:06d}.parquet") as file:
            file.write(sink.getvalue())
        unread = pc.count(table.column("error")).as_py()
        return {"rows": table.num_rows, "unread": unread}

    def batches(self, share):
        system, _ = place(share["root"])
        first, last, start = share["first"], share["first"] + share["rows"], 0
        with pyarrow.parquet.ParquetFile(share["path"], filesystem=system) as file:
            for batch in file.iter_batches(
                    share["batch"], row_groups=[share["group"]], columns=self.options.columns,
                    use_threads=False):
                low, high = max(0, first - start), min(last - start, batch.num_rows)
                start += batch.num_rows
                if low < high:
                    table = pa.Table.from_batches([batch.slice(low, high - low)])
                    for name, value in share["named"]:
                        value = pa.repeat(urllib.parse.unquote(value), table.num_rows)
                        if name not in table.column_names:
                            table = table.append_column(name, value)
                    yield table
                if start >= last:
                    return


# Two engines, one worker.


def lint_with_ray(options, handed):
    import ray
    import ray.data

    if options.address:
        ray.init(address=options.address)
    else:
        ray.init(num_cpus=options.workers, include_dashboard=False, log_to_driver=False)
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = sys.stderr.isatty()
    # Two in flight keep a worker busy; more would leave the others idle at the end.
    workers = ray.data.ActorPoolStrategy(size=options.workers, max_tasks_in_flight_per_actor=2)
    done = ray.data.from_items(handed, override_num_blocks=len(handed)).map(
        Worker, compute=workers, num_cpus=1, fn_constructor_args=(options,))
    return done.take_all()


def lint_without_ray(options, handed):
    return list(map(Worker(options), handed))


def read_options(words):
    arguments = []
    if "--" in words:
        place = words.index("--")
        words, arguments = words[:place], words[place + 1:]
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("inputs", nargs="+", help="Parquet with the columns path and content")
    parser.add_argument("--out", required=True, help="a folder or bucket for the results")
    parser.add_argument("--binary", default="trainlint")
    parser.add_argument("--workers", type=int, default=os.cpu_count())
    parser.add_argument("--batch", type=int, default=2048, help="rows that a worker asks at a time")
    parser.add_argument("--share", type=int, help="rows that are handed out at a time at most")
    parser.add_argument("--columns", nargs="+", help="read only these columns")
    parser.add_argument("--patience", type=int, default=120, help="seconds to wait for an answer")
    parser.add_argument("--address", help="of a running Ray cluster; without it one starts here")
    parser.add_argument("--no-ray", action="store_true", help="one worker, in this process")
    options = parser.parse_args(words)
    options.arguments = arguments
    return options


def main():
    options = read_options(sys.argv[1:])
    started = time.monotonic()
    system, folder = place(options.out)
    system.create_dir(folder)
    if files_of(options.out):
        sys.exit(f"{options.out} is not empty: results of two runs must not mix")
    handed = shares(options)
    rows = sum(share["rows"] for share in handed)
    engine = lint_without_ray if options.no_ray else lint_with_ray
    done = engine(options, handed) if handed else []
    written = sum(share["rows"] for share in done)
    if written != rows:
        sys.exit(f"{written} results of {rows} rows")
    unread = sum(share["unread"] for share in done)
    seconds = time.monotonic() - started
    print(f"{rows} rows in {seconds:.1f} s, {unread} of them unread", file=sys.stderr)


if __name__ == "__main__":
    main()
