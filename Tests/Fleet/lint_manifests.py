#!/usr/bin/env python3
"""Lints manifests that lie in Parquet, with trainlint as a stage of Ray Data.

Each worker keeps one `trainlint check --input-format jsonl --with-plans` and asks it a batch of rows
at a time. The results go to Parquet, one row for each row of the input, in it every column but the
content. A row that cannot be judged has an `error`; no row costs another one.

usage: lint_manifests.py INPUT... --out FOLDER [--binary trainlint] [--workers N] [--no-ray]
       [-- ARGUMENT...]

Inputs are files, folders or addresses of a bucket, as Ray Data takes them. What stands after `--` goes
to trainlint: `--config team.yaml`, `--fact mfu=0.4`, `--profile strict`.
"""

import argparse
import fcntl
import io
import json
import os
import select
import shutil
import signal
import subprocess
import sys
import time

import numpy
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.json

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
        """The answer to each request, in order; None and why where there is none."""
        answers, problems = self.exchange(requests)[0], {}
        while len(answers) < len(requests):
            # One of these ended it: they are asked alone until it is known which.
            self.stop()
            here = len(answers)
            found, problem = self.exchange(requests[here:here + 1])
            answers += found or [None]
            if not found:
                problems[here] = f"trainlint gave no answer: {problem}"
                self.stop()
                answers += self.exchange(requests[here + 1:])[0]
        return answers, problems

    def exchange(self, requests):
        """The answers up to the first that does not come, and why it does not."""
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
        return b"".join(pieces).split(b"\n")[:len(requests) - missing], problem


class Stage:
    """What a worker does with a batch: a table with `path` and `content` in, a table of results out."""

    def __init__(self, binary, arguments=(), patience=120):
        binary = shutil.which(binary) or binary
        self.trainlint = Trainlint(
            [binary, "check", "--input-format", "jsonl", "--with-plans", "--jobs", "1", *arguments],
            patience)

    def __call__(self, batch):
        requests, problems = [], {}
        columns = (batch.column("path").to_pylist(), batch.column("content").to_pylist())
        for row, (path, content) in enumerate(zip(*columns)):
            if isinstance(content, bytes):
                try:
                    content = content.decode()
                except UnicodeDecodeError as error:
                    content, problems[row] = None, f"no UTF-8: {error.reason} at byte {error.start}"
            request = {"path": path, "content": content}
            requests.append(json.dumps(request).encode() + b"\n")
        answers, silent = self.trainlint.answers(requests)
        return results(batch.drop_columns(["content"]), answers, problems | silent)

    def __del__(self):
        trainlint = self.__dict__.get("trainlint")
        if trainlint is not None:
            trainlint.stop()


def results(rows, answers, problems):
    """The rows with what trainlint says of each."""
    text = b"\n".join(answer or b"{}" for answer in answers) + b"\n"
    options = pyarrow.json.ParseOptions(
        explicit_schema=ANSWER, unexpected_field_behavior="ignore")
    read = pyarrow.json.ReadOptions(use_threads=False, block_size=len(text) + 1)
    told = ANSWER.empty_table()
    if answers:
        told = pyarrow.json.read_json(io.BytesIO(text), read, options)
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


# Two engines, one stage.


def lint_with_ray(options):
    import ray
    import ray.data

    if options.address:
        ray.init(address=options.address)
    else:
        # Reading and writing need little, but they need something beside the workers.
        ray.init(num_cpus=options.workers + 1, include_dashboard=False, log_to_driver=False)
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = sys.stderr.isatty()
    # Manifests are small: blocks of the usual size would be too few for the workers to share.
    context.target_max_block_size = 8 << 20
    rows = ray.data.read_parquet(options.inputs, columns=options.columns)
    rows = rows.map_batches(
        Stage, batch_format="pyarrow", batch_size=options.batch, zero_copy_batch=True,
        compute=ray.data.ActorPoolStrategy(size=options.workers), num_cpus=1,
        fn_constructor_args=(options.binary, options.arguments, options.patience))
    rows.write_parquet(options.out)


def lint_without_ray(options):
    import pyarrow.dataset
    import pyarrow.parquet

    stage = Stage(options.binary, options.arguments, options.patience)
    files = []
    for path in options.inputs:
        inside = sorted(os.listdir(path)) if os.path.isdir(path) else []
        files += [os.path.join(path, name) for name in inside] or [path]
    os.makedirs(options.out, exist_ok=True)
    for number, file in enumerate(files):
        source, sink = pyarrow.parquet.ParquetFile(file), None
        for batch in source.iter_batches(options.batch, columns=options.columns):
            table = stage(pa.Table.from_batches([batch]))
            if sink is None:
                path = os.path.join(options.out, f"part-{number:05d}.parquet")
                sink = pyarrow.parquet.ParquetWriter(path, table.schema)
            sink.write_table(table)
        if sink is not None:
            sink.close()


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
    (lint_without_ray if options.no_ray else lint_with_ray)(options)
    print(f"done in {time.monotonic() - started:.1f} s", file=sys.stderr)


if __name__ == "__main__":
    main()
