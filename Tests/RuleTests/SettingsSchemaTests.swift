import Reporting
import RuleCatalogue
import TestSupport
import Testing

@Suite struct SettingsSchemaTests {
  @Test func theSchemaInTheCheckoutIsFresh() {
    let path = "Rules/trainlint.schema.json"
    let fresh = SettingsSchema(RuleCatalogue.all).text
    if Repository.updatesGoldens { Repository.write(path, fresh) }
    #expect(
      Repository.read(path) == fresh,
      "UPDATE_GOLDEN=1 swift test --filter SettingsSchemaTests writes it anew")
  }
}
