package import Linting

/// The rules of this folder, sorted by type name.
package enum ManifestsRules {
  /// The list: a rule is one file here and one line in it.
  package static let all: [any Rule.Type] = [
    DeadlineTooShort.self,
    DeviceCountMismatch.self,
    FragileJob.self,
    ManifestConstraint.self,
    RestartWithoutCheckpoint.self,
    SharedMemoryDefault.self,
  ]
}
