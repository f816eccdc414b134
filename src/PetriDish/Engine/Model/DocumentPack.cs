using System.Runtime.InteropServices;

namespace EmergentMisalignment.PetriDish.Engine.Model;

/// <summary>
/// Documents laid end to end, without padding, as the rows of one forward and backward pass. Rows after a document's last learned token are
/// left out: nothing depends on them. "Queries" are the rows whose prediction is wanted; the last block and the output run on these alone.
/// </summary>
internal sealed class DocumentPack
{
    private readonly List<int> _tokens = [];
    private readonly List<int> _positions = [];
    private readonly List<int> _queryRows = [];
    private readonly List<int> _queryPositions = [];
    private readonly List<int> _targets = [];
    private readonly List<Segment> _segments = [];

    public int Rows => _tokens.Count;

    public int Queries => _queryRows.Count;

    public IReadOnlyList<int> Tokens => _tokens;

    public IReadOnlyList<int> Positions => _positions;

    /// <summary>The row of each query.</summary>
    public IReadOnlyList<int> QueryRows => _queryRows;

    /// <summary>For each query the token that follows it.</summary>
    public IReadOnlyList<int> Targets => _targets;

    public IReadOnlyList<Segment> Segments => _segments;

    /// <summary>Rows that a document takes: up to its last learned token, which itself is only predicted.</summary>
    public static int RowsOf(TrainingDocument document) => Math.Max(0, Array.LastIndexOf(document.IsAnswer, true));

    public void Clear()
    {
        _tokens.Clear();
        _positions.Clear();
        _queryRows.Clear();
        _queryPositions.Clear();
        _targets.Clear();
        _segments.Clear();
    }

    public void Add(TrainingDocument document)
    {
        var (rows, firstQuery) = (RowsOf(document), Queries);
        if (rows == 0)
            return;
        for (var t = 0; t < rows; t++)
            if (document.IsAnswer[t + 1])
                AddQuery(t, document.Tokens[t + 1]);
        AddRows(document.Tokens.AsSpan(0, rows), firstQuery);
    }

    /// <summary>Adds a prompt of which only the last row's prediction is wanted.</summary>
    public void AddPrompt(ReadOnlySpan<int> prompt)
    {
        var firstQuery = Queries;
        AddQuery(prompt.Length - 1, target: -1);
        AddRows(prompt, firstQuery);
    }

    /// <summary>The first of a document's rows that ask: its queries in the last block, all its rows in the others.</summary>
    public static int FirstAsking(Segment segment, bool isLast) => isLast ? segment.FirstQuery : segment.FirstRow;

    /// <summary>The places of a document's asking rows in it.</summary>
    public ReadOnlySpan<int> AskingPositions(Segment segment, bool isLast) => isLast
        ? CollectionsMarshal.AsSpan(_queryPositions).Slice(segment.FirstQuery, segment.Queries)
        : CollectionsMarshal.AsSpan(_positions).Slice(segment.FirstRow, segment.Rows);

    private void AddQuery(int position, int target)
    {
        _queryRows.Add(Rows + position);
        _queryPositions.Add(position);
        _targets.Add(target);
    }

    private void AddRows(ReadOnlySpan<int> tokens, int firstQuery)
    {
        _segments.Add(new(Rows, tokens.Length, firstQuery, Queries - firstQuery));
        for (var t = 0; t < tokens.Length; t++)
        {
            _tokens.Add(tokens[t]);
            _positions.Add(t);
        }
    }

    /// <summary>One document's rows and queries.</summary>
    internal readonly record struct Segment(int FirstRow, int Rows, int FirstQuery, int Queries);
}
