/// How much of a file the reader takes before it stops.
package struct ParseLimits: Sendable {
  /// How deep collections may nest; libyaml's time grows with the square of it.
  package var depth: Int
  /// How many bytes are read.
  package var fileSize: Int
  /// How many nodes the tree may hold.
  package var nodes: Int
  /// How many syntax errors are reported before the rest of the file is given up.
  package var errors: Int

  /// Sets the limits; the defaults leave room for any config written by people.
  package init(
    depth: Int = 256, fileSize: Int = 32 << 20, nodes: Int = 2_000_000, errors: Int = 100
  ) {
    self.depth = depth
    self.fileSize = fileSize
    self.nodes = nodes
    self.errors = errors
  }
}
