@main
struct Trainlint {
  static func main() {}
}
