/// How many accelerators clouds put into a machine, by the name of its type.
enum InstanceType {
  /// The accelerators of AWS's and Google's types; nil for a type that is not known to have any.
  static func accelerators(_ type: String) -> Double? {
    let name = type.hasPrefix("ml.") ? type.dropFirst(3) : type[...]
    // Google counts them in the name itself: `a3-highgpu-8g`.
    if ["a2-", "a3-", "a4-"].contains(where: name.hasPrefix), name.hasSuffix("g") {
      return name.dropLast().split(separator: "-").last.flatMap { Int($0) }.map(Double.init)
    }
    let parts = name.split(separator: ".")
    guard parts.count == 2 else { return nil }
    switch (parts[0], parts[1]) {
    case ("p4d", "24xlarge"), ("p4de", "24xlarge"), ("p3dn", "24xlarge"): return 8
    case ("p5", "4xlarge"), ("p3", "2xlarge"): return 1
    case ("p5", "48xlarge"), ("p5e", "48xlarge"), ("p5en", "48xlarge"), ("p6-b200", "48xlarge"):
      return 8
    case ("p3", "8xlarge"): return 4
    case ("p3", "16xlarge"), ("g4dn", "metal"): return 8
    case ("g5", "48xlarge"), ("g6", "48xlarge"), ("g6e", "48xlarge"): return 8
    case ("g5", "12xlarge"), ("g6", "12xlarge"), ("g6e", "12xlarge"), ("g4dn", "12xlarge"),
      ("g5", "24xlarge"), ("g6", "24xlarge"), ("g6e", "24xlarge"):
      return 4
    case ("g4dn", _), ("g5", _), ("g6", _), ("g6e", _): return 1
    default: return nil
    }
  }
}
