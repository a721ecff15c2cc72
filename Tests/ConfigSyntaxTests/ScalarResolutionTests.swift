import ConfigSyntax
import Testing

@Suite struct ScalarResolutionTests {
  /// One literal under each loader.
  ///
  /// Written as the loader's answer: `null`, `true`, `12`, `1.5f`,
  /// `date`, `str`, `ERR`; measured with PyYAML 6.0.3, OmegaConf 2.3.1, ruamel.yaml 0.19.1,
  /// go-yaml 2.4 below sigs.k8s.io/yaml 1.4, and Python's json.
  struct Row: CustomTestStringConvertible, Sendable {
    let literal: String
    let pyYAML, yaml12, omegaConf, goYAML, json: String

    var testDescription: String { literal.isEmpty ? "(empty)" : literal }

    init(_ literal: String, _ answers: String) {
      self.literal = literal
      let parts = answers.split(separator: " ").map(String.init)
      (pyYAML, yaml12, omegaConf) = (parts[0], parts[1], parts[2])
      (goYAML, json) = (parts[3], parts[4])
    }
  }

  /// Columns: PyYAML, ruamel, OmegaConf, go-yaml v2, json.
  static let rows: [Row] = [
    Row("1e-5", "str 1e-05f 1e-05f 1e-05f 1e-05f"),
    Row("1.e-5", "1e-05f 1e-05f 1e-05f 1e-05f ERR"),
    Row("1.0e-5", "1e-05f 1e-05f 1e-05f 1e-05f 1e-05f"),
    Row("1.0e5", "str 100000f 100000f 100000f 100000f"),
    Row("1.0e+5", "100000f 100000f 100000f 100000f 100000f"),
    Row("1E5", "str 100000f 100000f 100000f 100000f"),
    Row("1e5", "str 100000f 100000f 100000f 100000f"),
    Row("1e+5", "str 100000f 100000f 100000f 100000f"),
    Row("2e12", "str 2e12f 2e12f 2e12f 2e12f"),
    Row("1.5e3", "str 1500f 1500f 1500f 1500f"),
    Row(".1e3", "str str str 100f ERR"),
    Row("5.e+5", "500000f 500000f 500000f 500000f ERR"),
    Row("1_000", "1000 1000 1000 1000 ERR"),
    Row("1_000_000", "1000000 1000000 1000000 1000000 ERR"),
    Row("1_", "1 1 1 1 ERR"),
    Row("_1", "str str str str ERR"),
    Row("1_000.5", "1000.5f 1000.5f 1000.5f 1000.5f ERR"),
    Row("0x10", "16 16 16 16 ERR"),
    Row("0X10", "str str str 16 ERR"),
    Row("0o10", "str 8 str 8 ERR"),
    Row("010", "8 10 8 8 ERR"),
    Row("0777", "511 777 511 511 ERR"),
    Row("08", "str 8 str 8f ERR"),
    Row("0b11", "3 3 3 3 ERR"),
    Row("1:30", "90 str 90 str ERR"),
    Row("12:30:45", "45045 str 45045 str ERR"),
    Row("01:00:00", "str str str str ERR"),
    Row("4:00:00", "14400 str 14400 str ERR"),
    Row("1:60", "str str str str ERR"),
    Row("190:20:30.15", "685230.15f str 685230.15f str ERR"),
    Row("yes", "true str true true ERR"),
    Row("no", "false str false false ERR"),
    Row("on", "true str true true ERR"),
    Row("off", "false str false false ERR"),
    Row("Yes", "true str true true ERR"),
    Row("NO", "false str false false ERR"),
    Row("y", "str str str true ERR"),
    Row("n", "str str str false ERR"),
    Row("Y", "str str str true ERR"),
    Row("true", "true true true true true"),
    Row("True", "true true true true ERR"),
    Row("TRUE", "true true true true ERR"),
    Row("tRue", "str str str str ERR"),
    Row("~", "null null null null ERR"),
    Row("null", "null null null null null"),
    Row("Null", "null null null null ERR"),
    Row("NULL", "null null null null ERR"),
    Row("None", "str str str str ERR"),
    Row("none", "str str str str ERR"),
    Row("", "null null null null ERR"),
    Row(".inf", "inff inff inff inff ERR"),
    Row("-.inf", "-inff -inff -inff -inff ERR"),
    Row("inf", "str str str str ERR"),
    Row("infinity", "str str str str ERR"),
    Row(".nan", "nanf nanf nanf nanf ERR"),
    Row("nan", "str str str str ERR"),
    Row("NaN", "str str str str nanf"),
    Row(".5", "0.5f 0.5f 0.5f 0.5f ERR"),
    Row("-.5", "str -0.5f str -0.5f ERR"),
    Row("+.5", "str 0.5f str 0.5f ERR"),
    Row("5.", "5f 5f 5f 5f ERR"),
    Row("+1", "1 1 1 1 ERR"),
    Row("+1.5", "1.5f 1.5f 1.5f 1.5f ERR"),
    Row("2024-01-01", "date date str str ERR"),
    Row("2024-01-01T12:00:00Z", "date date str str ERR"),
    Row("2024-1-1", "str str str str ERR"),
    Row("100k", "str str str str ERR"),
    Row("4B", "str str str str ERR"),
    Row("8,192", "str str str str ERR"),
    Row("1 000", "str str str str ERR"),
    Row("(0.9, 0.95)", "str str str str ERR"),
    Row("bf16", "str str str str ERR"),
    Row("=", "ERR ERR ERR str ERR"),
    Row("<<", "ERR ERR ERR str ERR"),
    Row("${a}", "str str str str ERR"),
    // Beyond the table: edges of the same rules.
    Row("0", "0 0 0 0 0"),
    Row("-0", "0 0 0 0 0"),
    Row("00", "0 0 0 0 ERR"),
    Row("-1.5e-3", "-0.0015f -0.0015f -0.0015f -0.0015f -0.0015f"),
    Row("695e0514", "str inff inff str inff"),
    Row("0x_", "ERR ERR ERR str ERR"),
    Row("-0x1F", "-31 -31 -31 -31 ERR"),
    Row("1e", "str str str str ERR"),
    Row("1.2.3", "str str str str ERR"),
    Row("-", "str str str str ERR"),
    Row(".", "str str str str ERR"),
    Row("+.INF", "inff inff inff inff ERR"),
    Row("-.nan", "str str str str ERR"),
    Row("2024-02-30", "ERR ERR str str ERR"),
    Row("2024-1-1 1:02:03.5 +1", "date date str str ERR"),
    Row("05:23:30:00", "str str str str ERR"),
    Row(
      "9223372036854775807",
      "9223372036854775807 9223372036854775807 9223372036854775807 "
        + "9223372036854775807 9223372036854775807"),
    Row(
      "-9223372036854775808",
      "-9223372036854775808 -9223372036854775808 "
        + "-9223372036854775808 -9223372036854775808 -9223372036854775808"),
    Row(
      "9223372036854775808",
      "9223372036854775808f 9223372036854775808f 9223372036854775808f "
        + "9223372036854775808f 9223372036854775808f"),
    Row(
      "0xFFFFFFFFFFFFFFFFFF",
      "4722366482869645213695f 4722366482869645213695f "
        + "4722366482869645213695f 4722366482869645213695f ERR"),
  ]

  private func spelled(_ value: ScalarValue) -> String {
    switch value {
    case .null: "null"
    case .bool(let value): "\(value)"
    case .integer(let value): "\(value)"
    case .float(let value): value.isNaN ? "nanf" : "\(value)f"
    case .timestamp: "date"
    case .text: "str"
    case .invalid: "ERR"
    }
  }

  /// The same number in the table's spelling and in the standard library's.
  private func normal(_ answer: String) -> String {
    guard answer.hasSuffix("f"), let value = Double(answer.dropLast()) else { return answer }
    return value.isNaN ? "nanf" : "\(value)f"
  }

  @Test(arguments: rows)
  func aPlainScalarMeansWhatEachLoaderMakesOfIt(_ row: Row) {
    let answers: [(Loader, String)] = [
      (.pyYAML, row.pyYAML), (.yaml12, row.yaml12), (.omegaConf, row.omegaConf),
      (.goYAML, row.goYAML), (.json, row.json),
    ]
    for (loader, answer) in answers {
      let value = resolve(row.literal, loader: loader)
      #expect(spelled(value) == normal(answer), "\(loader)")
      if case .text(let text) = value { #expect(text == row.literal) }
      if case .invalid(let text) = value { #expect(text == row.literal) }
    }
  }

  @Test func quotedAndBlockScalarsAreText() {
    for loader in Loader.allCases where loader != .json {
      for style in [ScalarStyle.singleQuoted, .doubleQuoted, .literal, .folded] {
        #expect(resolve("1e-5", style: style, loader: loader) == .text("1e-5"))
        #expect(resolve("", style: style, loader: loader) == .text(""))
      }
    }
    #expect(resolve("1", style: .doubleQuoted, loader: .json) == .text("1"))
    #expect(resolve("1", style: .singleQuoted, loader: .json) == .invalid("1"))
  }

  @Test(arguments: [Loader.pyYAML, .omegaConf, .yaml12, .goYAML])
  func explicitTagsAreHonoured(_ loader: Loader) {
    func value(_ text: String, _ tag: String, _ style: ScalarStyle = .plain) -> ScalarValue {
      resolve(text, style: style, tag: "tag:yaml.org,2002:\(tag)", loader: loader)
    }
    #expect(value("1e-5", "float") == .float(1e-5))
    #expect(value("1e-5", "float", .doubleQuoted) == .float(1e-5))
    #expect(value("3", "float") == .float(3))
    #expect(value("12", "int", .singleQuoted) == .integer(12))
    #expect(value("12", "str") == .text("12"))
    #expect(value("yes", "str") == .text("yes"))
    #expect(value("true", "bool") == .bool(true))
    #expect(value("x", "int") == .invalid("x"))
    #expect(value("x", "float") == .invalid("x"))
    #expect(value("x", "bool") == .invalid("x"))
    #expect(value("~", "null") == .null)
  }

  @Test func unknownTagsFailInPythonAndAreTextInGo() {
    for loader in [Loader.pyYAML, .omegaConf, .yaml12] {
      #expect(resolve("a.yaml", tag: "!include", loader: loader) == .invalid("a.yaml"))
      #expect(
        resolve("x", tag: "tag:yaml.org,2002:python/name:os.system", loader: loader)
          == .invalid("x"))
    }
    #expect(resolve("5", tag: "!x", loader: .goYAML) == .text("5"))
    #expect(resolve("5", style: .doubleQuoted, tag: "!", loader: .pyYAML) == .integer(5))
  }

  @Test func aTreeResolvesItsScalars() throws {
    let tree = read("lr: 1e-5\neps: !!float 1e-8\nname: \"1\"\nnone:\n")
    func value(_ index: Int, _ loader: Loader) -> ScalarValue {
      tree.value(of: tree.allNodes[index], loader: loader)
    }
    #expect(value(2, .pyYAML) == .text("1e-5"))
    #expect(value(2, .omegaConf) == .float(1e-5))
    #expect(value(4, .pyYAML) == .float(1e-8))
    #expect(value(6, .yaml12) == .text("1"))
    #expect(value(8, .pyYAML) == .null)
    #expect(value(0, .pyYAML) == .null)
    #expect(value(2, .omegaConf).number == 1e-5)
    #expect(value(6, .omegaConf).number == nil)
  }

  @Test func numbersRoundAsTheStandardLibraryDoes() {
    var numbers = SeededNumbers(seed: 1)
    for _ in 0..<20_000 {
      let digits = UInt64.random(in: 0...UInt64.max, using: &numbers)
      let power = Int.random(in: -330...310, using: &numbers)
      let text =
        "\(digits >> UInt64.random(in: 0..<64, using: &numbers)).\(digits % 1_000)e\(power)"
      #expect(resolve(text, loader: .omegaConf) == Double(text).map(ScalarValue.float), "\(text)")
    }
  }

  @Test func hugeNumbersDoNotTrap() {
    let digits = String(repeating: "9", count: 5_000)
    #expect(resolve(digits, loader: .pyYAML) == .float(.infinity))
    #expect(resolve("0x" + digits, loader: .pyYAML) == .float(.infinity))
    #expect(
      resolve("1:" + String(repeating: "59:", count: 3_000) + "1", loader: .pyYAML).number
        == .infinity)
    #expect(resolve("1e" + digits, loader: .omegaConf) == .float(.infinity))
    #expect(resolve("1e-" + digits, loader: .omegaConf) == .float(0))
    #expect(resolve("1." + String(repeating: "_", count: 5_000), loader: .pyYAML) == .float(1))
  }
}
