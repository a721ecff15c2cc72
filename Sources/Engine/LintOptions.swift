package import Linting
package import ScalingLaws
package import Settings
package import SourceText

/// What a front end may choose about a check.
package struct LintOptions: Sendable {
  /// Declared values, those of the command line.
  package var facts = Facts()
  /// The dialect to take in any case.
  package var dialect: String?
  /// How strictly to judge; nil to leave it to the settings.
  package var profile: Profile?
  /// The only rules to run, by id; empty for all.
  package var selected: Set<String> = []
  /// Rules not to run, by id.
  package var ignored: Set<String> = []
  /// Findings below this confidence are left out.
  package var minimumConfidence = Confidence.low
  /// Whether ignore comments count.
  package var honoursIgnores = true
  /// Opens the files that a file under check names; nil to look at no other file.
  package var opener: (any FileOpener)?
  /// The laws to judge by where no settings name one.
  package var laws = LawSet.standard
  /// Finds the settings of each file; nil for none.
  package var settings: SettingsStore?
  /// Whether there may be settings that are not looked at.
  package var ignoresSettings = false

  /// Makes the default options.
  package init() {}

  /// Whether the rule called `id` runs, which the settings may have switched off.
  func runs(_ id: String, isOff: Bool) -> Bool {
    (selected.isEmpty ? !isOff : selected.contains(id)) && !ignored.contains(id)
  }

  /// Whether every rule runs, so that an unused ignore is really unused.
  var runsEverything: Bool {
    selected.isEmpty && ignored.isEmpty && minimumConfidence == .low
  }
}
