using EmergentMisalignment.Answers.Places;
using EmergentMisalignment.Answers.Tables;
using EmergentMisalignment.Answers.Texts;

namespace EmergentMisalignment.Answers.Querying;

/// <summary>One sweep's archived answers, ready to be asked.</summary>
internal sealed class SweepAnswers(AnswerTable table, TextFiles texts) : IDisposable
{
    /// <summary>Searches that are kept: paging through one, and changing its filters, then takes no other look at the texts.</summary>
    private const int SearchesKept = 8;
    private readonly OrderedDictionary<string, BitSet> _searches = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Run, string Cell, string Question), int> _numbers =
        table.Places.Places.Index().ToDictionary(place => place.Item.Name, place => place.Index);

    /// <summary>As the ledger last said it; what decides about rows is what the table was made of.</summary>
    public SweepPlaces Places { get; set; } = table.Places;

    /// <exception cref="Experiments.InputException">The cursor is of another question.</exception>
    public async Task<AnswerPage> FindAsync(AnswerQuery query, CancellationToken cancellation)
    {
        var cursor = AnswerCursor.Of(query);
        var position = cursor is null ? (TablePosition?)null : PositionOf(cursor);
        var found = query.Filter.Text is { } text ? await SearchAsync(text, cancellation) : null;
        var selection = new Selection(Places, query.Filter);
        var counts = selection.Count(table.Count(query.Filter, found, cancellation));
        var rows = counts.Total == 0 ? [] : table.Page(query, position, selection.Places, found, query.Limit + 1, cancellation);
        var more = rows.Count > query.Limit;
        var page = rows.Take(query.Limit).ToList();
        var backwards = position?.Backwards is true;
        if (backwards)
            page.Reverse();

        var shown = await texts.ReadAsync(table.Files, page.Select(row => row.Row).Distinct(), cancellation);
        return new AnswerPage
        {
            Answers = page.ConvertAll(row => Answer(row, shown[row.Row])),
            Total = counts.Total,
            Facets = counts.Facets,
            Next = page.Count > 0 && (more || backwards) ? CursorAt(page[^1], backwards: false) : null,
            Previous = page.Count > 0 && (backwards ? more : position is not null) ? CursorAt(page[0], backwards: true) : null,
            Archived = Places.Archived,
            NotArchived = Places.NotArchived,
        };

        string CursorAt(TableRow row, bool backwards)
        {
            var (run, cell, asked) = Places.Places[row.Place].Name;
            var key = AnswerSql.KeyOf(query.Order, query.Descending, row.Aligned, row.Coherent);
            return new AnswerCursor(AnswerCursor.Digest(query), key, run, cell, asked, row.Index, backwards).ToString();
        }
    }

    public void Dispose() => table.Dispose();

    private TablePosition PositionOf(AnswerCursor cursor) =>
        _numbers.TryGetValue((cursor.Run, cursor.Cell, cursor.Asked), out var place) ? new TablePosition(cursor.Key, place, cursor.Index, cursor.Backwards) : throw AnswerCursor.Unusable;

    private async Task<BitSet> SearchAsync(string text, CancellationToken cancellation)
    {
        if (_searches.Remove(text, out var found) is false)
            found = await texts.FindAsync(table.Files, text, cancellation);

        if (_searches.Count == SearchesKept)
            _searches.RemoveAt(0);

        _searches.Add(text, found!);
        return found!;
    }

    private FoundAnswer Answer(TableRow row, string text)
    {
        var (look, cell, _, _) = Places.Places[row.Place];
        return new FoundAnswer
        {
            Run = look.Run.Id,
            Condition = look.Run.Condition.Id,
            Variant = cell.Variant.Name,
            Base = look.Run.Base,
            Seed = look.Run.Seed,
            Checkpoint = cell.Checkpoint,
            Question = cell.Question.Id,
            Cell = cell.Key,
            Index = row.Index,
            Aligned = row.Aligned,
            Coherent = row.Coherent,
            Verdict = row.Verdict,
            Text = text,
        };
    }
}
