import RunPlan

/// Writes which facts are missing and what they would unlock.
struct MissingTable {
  let list: RunList

  func write(to page: inout PageText) {
    page.markup(
      """
      <section id="missing" aria-labelledby="missing-title"><h2 id="missing-title">Missing facts</h2>

      """)
    let entries = list.missing.entries
    if entries.isEmpty {
      page.markup("<p>Nothing that a plan is asked for is missing.</p>\n")
    } else {
      page.markup(
        """
        <p>Given as --fact NAME=VALUE, in a comment or in the settings, each of these would settle \
        what stands beside it.</p>
        <div class="scroll" role="region" aria-label="Table of missing facts" tabindex="0"><table>
        <thead><tr><th scope="col">fact</th><th scope="col" class="n">plans</th>\
        <th scope="col">settles</th><th scope="col">as in</th></tr></thead><tbody>

        """)
      for entry in entries { write(entry, to: &page) }
      page.markup("</tbody></table></div>\n")
    }
    let unlocks = list.missing.unlocks
    if !unlocks.isEmpty {
      page.markup("<h3>What findings ask for</h3><ul>")
      for unlock in unlocks {
        page.markup("<li>")
        page.text(unlock.words)
        page.markup(" <b>")
        page.number(unlock.count)
        page.markup("</b></li>")
      }
      page.markup("</ul>\n")
    }
    page.markup("</section>\n")
  }

  private func write(_ entry: FactTally.Entry, to page: inout PageText) {
    page.markup("<tr><th scope=\"row\"><code>")
    page.text(entry.facts.map(\.name).joined(separator: " and "))
    page.markup("</code></th><td class=\"n\">")
    page.number(entry.plans)
    page.markup("</td><td>")
    page.text(
      entry.unlocks.map { "\($0.quantity.words) (\($0.plans))" }.joined(separator: ", "))
    page.markup("</td><td>")
    for (place, run) in entry.examples.enumerated() {
      if place > 0 { page.markup(", ") }
      page.markup("<a href=\"#p")
      page.number(run)
      page.markup("\">")
      page.text(list.runs[run].name)
      page.markup("</a>")
    }
    if entry.plans > entry.examples.count { page.markup(", …") }
    page.markup("</td></tr>\n")
  }
}
