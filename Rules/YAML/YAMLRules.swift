package import Linting

/// The rules of this folder, sorted by type name.
package enum YAMLRules {
  /// The list: a rule is one file here and one line in it.
  package static let all: [any Rule.Type] = [
    AliasExpansion.self,
    DuplicateKey.self,
    InputLimit.self,
    InterpolationCycle.self,
    LoaderMismatch.self,
    MergeConflictMarker.self,
    NumberAsString.self,
    OctalOrSexagesimal.self,
    SyntaxError.self,
    TemplateFile.self,
    UndefinedAlias.self,
    UnresolvedInterpolation.self,
    UnsafeTag.self,
    YAMLBooleanSurprise.self,
  ]
}
