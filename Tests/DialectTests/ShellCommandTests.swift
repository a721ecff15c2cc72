import Composition
import ConfigSyntax
import Dialects
import RunPlan
import SourceText
import Testing

/// What is understood of the script of a task, seen by what its training is handed.
@Suite struct ShellCommandTests {
  private func reading(_ script: String, envs: String = "A: \"7\"") -> Reading {
    var text = "num_nodes: 2\nresources: {accelerators: H100:8}\nenvs: {\(envs)}\nrun: |\n"
    for line in script.split(separator: "\n", omittingEmptySubsequences: false) {
      text += "  \(line)\n"
    }
    let file = SourceFile(name: "run.yaml", text: text)
    return SkyPilot.read(Configuration(parse(file)), file: file)
  }

  /// The arguments of the training that the script starts, as JSON.
  private func arguments(_ script: String, envs: String = "A: \"7\"") -> String? {
    for attachment in reading(script, envs: envs).attachments {
      if case .arguments(let text) = attachment.content { return text.text }
    }
    return nil
  }

  /// What `--x` is in a script that ends in a training.
  private func value(_ word: String, after script: String = "") -> String? {
    let text = arguments(script + "\ntorchrun train.py --x \(word)")
    return text.map { String($0.dropFirst(#"{"x": "#.count).dropLast()) }
  }

  // MARK: Words

  @Test func wordsAreTakenApartAsAShellDoes() {
    #expect(value("a") == #""a""#)
    #expect(value("'a  b'") == #""a  b""#)
    #expect(value(#""a \" b""#) == #""a \" b""#)
    #expect(value(#"a\ b"#) == #""a b""#)
    #expect(value("1e-5") == "1e-5")
    #expect(value("a'b'\"c\"") == #""abc""#)
    #expect(value("\\\n  a # b") == #""a""#)
    #expect(value("a > log 2>&1") == #""a""#)
    #expect(value("a | tee log") == #""a""#)
    #expect(value("010") == #""010""#)
  }

  @Test func variablesAreFollowed() {
    #expect(value("$A") == "7")
    #expect(value("${A}b") == #""7b""#)
    #expect(value("'$A'") == #""$A""#)
    #expect(value("$B", after: "B=\"a b\"") == #"["a", "b"]"#)
    #expect(value("\"$B\"", after: "B=\"a b\"") == #""a b""#)
    #expect(value("$B", after: "B=1\nexport B=2") == "2")
    #expect(value("$B", after: "B=a\nB+=b") == #""ab""#)
    #expect(value("${B[@]}", after: "B=(1 2)\nB+=(3)") == "[1, 2, 3]")
    #expect(value("${A:-3}") == "7")
    #expect(value("$\"a\"") == #""a""#)
  }

  @Test func whatIsNotWrittenIsNotKnown() {
    for word in ["$C", "${C:-3}", "$(date)", "`date`", "$1", "$'a'", "${A%.*}", "${A##*/}"] {
      #expect(value(word) == "[]", "\(word)")
    }
    #expect(value("$B", after: "if true; then B=1; fi") == "[]")
    #expect(value("$B", after: "B=1\nread B") == "[]")
    #expect(value("$B", after: "[ -z x ] || B=1") == "[]")
    #expect(value("$B", after: "for B in 1 2; do echo; done") == "[]")
    #expect(value("$A", after: "unset A") == "[]")
    #expect(value("$B", after: "B+=1") == "[]")
  }

  @Test func wholeNumbersAreWorkedOut() {
    #expect(value("$((A * (2 + 3) - 1))") == "34")
    #expect(value("$(( $A / 2 % 2 ))") == "1")
    #expect(value("$((-A))") == "-7")
    for sum in ["A / 0", "010", "C + 1", "2 ** 3", "9223372036854775807 + 1", "A ? 1 : 2"] {
      #expect(value("$((\(sum)))") == "[]", "\(sum)")
    }
    #expect(value("$((" + String(repeating: "-", count: 4_000) + "1))") == "[]")
  }

  // MARK: Commands

  @Test func aBranchLeavesOpenWhichCommandRuns() {
    let both = "if x; then\n torchrun train.py --x 1\nelse\n torchrun train.py --x 2\nfi"
    #expect(arguments(both) == nil)
    let patterns = """
      case $MODE in
        one) torchrun train.py --x 1 ;;
        two|three) torchrun train.py --x 2 ;;
      esac
      """
    #expect(arguments(patterns) == nil)
    #expect(arguments("if x; then torchrun train.py --x 1; fi") == #"{"x": 1}"#)
    #expect(arguments("(cd a && torchrun train.py --x 1)") == #"{"x": 1}"#)
    let function = "function go {\n torchrun train.py --x 1\n}\ntorchrun train.py --x 2"
    #expect(arguments(function) == #"{"x": 2}"#)
  }

  @Test func heredocsAreNoCommands() {
    let script = "cat <<EOF > a.sh\ntorchrun train.py --x 1\nEOF\ntorchrun train.py --x 2"
    #expect(arguments(script) == #"{"x": 2}"#)
  }

  @Test func configurationsThatAScriptWritesAreAttached() {
    /// The file that a script leaves for the program.
    func file(_ script: String) -> String? {
      for attachment in reading(script).attachments {
        switch attachment.content {
        case .text(let text, let name): return name + ": " + text.text
        case .file(let path): return path
        case .arguments: continue
        }
      }
      return nil
    }
    let run = "\nE\naxolotl train a.yaml"
    #expect(file("cat <<E > a.yaml\nb: $A\nc: \\$A" + run) == "a.yaml: b: 7\nc: $A\n")
    #expect(file("cat > a.yaml <<'E'\nb: $A" + run) == "a.yaml: b: $A\n")
    #expect(file("cat > a.yaml <<E\nb: $UNKNOWN" + run) == nil)
    #expect(file("cat > a.yaml <<E\nb: 1\nE\ncat > a.yaml <<E\nb: 2" + run) == nil)
    #expect(file("cat > other.yaml <<E\nb: 1" + run) == "a.yaml")
  }

  @Test func shellsWithinShellsAreRead() {
    #expect(arguments("bash -c 'torchrun train.py --x $A'") == #"{"x": 7}"#)
    #expect(arguments("ray job submit -- bash -c 'torchrun t.py --x 1'") == #"{"x": 1}"#)
    #expect(arguments("sudo env B=1 bash -lc \"torchrun train.py --x 1\"") == #"{"x": 1}"#)
  }

  @Test(arguments: [
    "uv run --extra a torchrun train.py --x 1",
    "timeout 60 python -m torch.distributed.run t.py --x 1",
    "CUDA_VISIBLE_DEVICES=0 torchrun --nproc-per-node 8 t.py --x 1",
    "ray job submit --address=a -- torchrun t.py --x 1",
    "mpirun -np 16 -mca a b --allow-run-as-root python t.py --x 1",
    "accelerate launch --num_processes=8 --mixed_precision bf16 t.py --x 1",
    "tune run --nproc_per_node 8 lora --x 1", "torchrun --standalone -m a.b --x 1",
    "deepspeed --num_gpus 8 t.py --x 1", "python3 -u -m accelerate.commands.launch t.py --x 1",
  ]) func launchersAreLeftBehind(command: String) {
    let found = arguments(command)
    #expect(
      found?.contains(#""x": 1"#) == true || command.contains("commands.launch"), "\(found ?? "")")
  }

  @Test func processesComeFromTheLauncher() {
    func world(_ command: String) -> Double? { TrainingPlan(reading(command)).value(.worldSize) }
    #expect(world("torchrun --nnodes $SKYPILOT_NUM_NODES --nproc_per_node=4 t.py --x 1") == 8)
    #expect(world("torchrun --nnodes=1:4 --nproc_per_node=4 t.py --x 1") == nil)
    #expect(world("torchrun --nnodes 2 --nproc_per_node gpu t.py --x 1") == 16)
    #expect(world("accelerate launch --num_processes $((2 * 8)) t.py --x 1") == 16)
    #expect(world("torchrun --nnodes 2 --nproc_per_node=$B t.py --x 1") == nil)
    #expect(world("torchrun --nnodes 2 --nproc_per_node=-4 t.py --x 1") == nil)
    #expect(world("oumi distributed torchrun -m oumi train -c a.yaml") == 16)
  }

  @Test func argumentsKeepTheirKind() {
    let command = "torchrun t.py --a --b=c --d 1 2 e.f=3 +e.g=null --h True ++e.f=4 -- i"
    let expected = #"{"a": true, "b": "c", "d": [1, 2], "e": {"f": 4, "g": null}, "h": true}"#
    #expect(arguments(command) == expected)
    #expect(arguments("torchrun t.py --a \"x\\\"y\\\\z\"") == #"{"a": "x\"y\\z"}"#)
  }

  // MARK: Abuse

  @Test(.timeLimit(.minutes(10))) func doublingVariablesAreCutOff() {
    let doubling = (0..<64).map { _ in "B=\"$B$B\"\nC=(${C[@]} \"${C[@]}\")" }
    let script = "B=xxxxxxxx\nC=(\"\" \"\")\n" + doubling.joined(separator: "\n")
    #expect(value("$B", after: script) == "[]")
    let growing = String(repeating: "B+=x\nC+=(x)\n", count: 8_000)
    #expect(value("$B", after: "B=x\nC=(x)\n" + growing) == "[]")
    let inner = String(repeating: "bash -c '$A $A'\n", count: 4_000)
    #expect(arguments(inner, envs: "A: \"\(String(repeating: "y", count: 9_000))\"") == nil)
  }

  @Test(
    .timeLimit(.minutes(10)),
    arguments: [
      "$(", "${", "((", "`", "\"", "'", "<<E\n", "$((", "a=(", "if x; then ", "case a in ", "\\",
      "$'", "{ ",
      "a=1; ", "a$i=1 b ", "torchrun t.py --x 1\n", "x)\n", "--a ", "e.f=1 ", "function ", ">", "&",
    ]) func scriptsOfAnyShapeEnd(part: String)
  {
    let script = String(repeating: part, count: 40_000 / part.utf8.count)
    #expect(reading(script).claims.count < 1_000)
    #expect(reading("torchrun t.py " + script).claims.count < 1_000)
  }

  @Test(.timeLimit(.minutes(10))) func scriptsOfAnyPartsEnd() {
    let parts = [
      "$(", "${", "}", ")", "((", "`", "\"", "'", "<<E", "\n", " ", "$((", "a", "=", "(", "if ",
      "case ",
      " in ", "\\", "$'", "{", ";", "&&", "||", "|", "$A", "torchrun ", "t.py ", "--x ", "e.f=",
      "1",
      "bash -c ", "#", ">", "é", "$1", "function ", "+=", "esac", "fi", "--nnodes ",
      "--nproc_per_node=",
    ]
    var state: UInt64 = 3
    for _ in 0..<400 {
      var script = ""
      for _ in 0..<40 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        script += parts[Int(state >> 33) % parts.count]
      }
      _ = TrainingPlan(reading(script))
    }
  }
}
