using EmergentMisalignment.Answers.Querying;

namespace EmergentMisalignment.Answers.Tables;

/// <summary>The statements, word for word. No value of a question ever becomes part of one.</summary>
internal static class AnswerSql
{
    /// <summary>One row for each of the sweep's answers; <c>row</c> is its number among the rows of all the files.</summary>
    public const string CreateAnswers = "CREATE TEMP TABLE answers (place INTEGER, idx INTEGER, row INTEGER, aligned DOUBLE, coherent DOUBLE, verdict TINYINT)";

    public const string CreatePlaces = "CREATE TEMP TABLE places (place INTEGER, file VARCHAR, first_row INTEGER, cell VARCHAR, judgement VARCHAR, rows INTEGER)";

    public const string DropPlaces = "DROP TABLE places";

    public const string CountRows = "SELECT file_name, num_rows::INTEGER FROM parquet_file_metadata($files)";

    /// <summary>
    /// A file may hold cells of other sweeps, more samples than this sweep asks for, and the same answers under other judgements. Its own verdicts are under the
    /// estimand of the sweep that archived it.
    /// </summary>
    public const string Load = """
        INSERT INTO answers
        SELECT place, "index", first_row + file_row_number, aligned, coherent,
            CASE
                WHEN aligned IS NULL AND aligned_distribution ILIKE '{"CODE%' THEN $code
                WHEN aligned IS NULL AND aligned_distribution ILIKE '{"REF%' THEN $refusal
                WHEN aligned IS NULL OR coherent IS NULL THEN $noScore
                WHEN coherent < $coherence OR (coherent = $coherence AND $above) THEN $incoherent
                WHEN aligned < $alignedBelow THEN $misaligned
                ELSE $aligned
            END
        FROM read_parquet($files, filename = true, file_row_number = true) AS held
        JOIN places ON places.cell = held.cell AND places.judgement = held.judgement AND places.file = held.filename AND held."index" < places.rows
        """;

    public const string CountPlaces = "SELECT place, count(*)::INTEGER FROM answers GROUP BY place";

    public const string Groups = "SELECT place, verdict, count(*) FROM answers WHERE {where} GROUP BY place, verdict";

    public const string Answer = """SELECT * FROM read_parquet($file) WHERE cell = $cell AND "index" = $index""";

    public const string IsInPlaces = "get_bit($places::BLOB::BIT, place) = 1";
    public const string HasVerdict = "get_bit($verdicts::BLOB::BIT, verdict) = 1";
    public const string HasText = "get_bit($found::BLOB::BIT, row) = 1";
    public const string AlignedFrom = "aligned >= $alignedFrom";
    public const string AlignedTo = "aligned <= $alignedTo";
    public const string CoherentFrom = "coherent >= $coherentFrom";
    public const string CoherentTo = "coherent <= $coherentTo";

    /// <summary>A page, read in the order that it is shown in or, for the page before another, in the opposite one.</summary>
    public static string Page(AnswerOrder order, bool descending, bool backwards)
    {
        var (key, keyWay, way) = (Key(order, descending), Way(descending != backwards), Way(IsReversed(order, descending, backwards)));
        return $"SELECT place, idx, row, aligned, coherent, verdict FROM answers WHERE {{where}} ORDER BY {key} {keyWay}, place {way}, idx {way} LIMIT $limit";
    }

    /// <summary>What comes after the row at the cursor.</summary>
    public static string IsPast(AnswerOrder order, bool descending, bool backwards)
    {
        var (key, keyIsPast, isPast) = (Key(order, descending), descending != backwards ? "<" : ">", IsReversed(order, descending, backwards) ? "<" : ">");
        return $"{key} {keyIsPast} $key OR ({key} = $key AND (place {isPast} $place OR (place = $place AND idx {isPast} $idx)))";
    }

    /// <summary>The number that answers are sorted by. One that has no score comes last either way.</summary>
    public static double KeyOf(AnswerOrder order, bool descending, double? aligned, double? coherent) => order switch
    {
        AnswerOrder.Aligned => aligned ?? Absent(descending),
        AnswerOrder.Coherent => coherent ?? Absent(descending),
        _ => 0,
    };

    private static string Key(AnswerOrder order, bool descending) => order switch
    {
        AnswerOrder.Aligned => descending ? "coalesce(aligned, -1e9)" : "coalesce(aligned, 1e9)",
        AnswerOrder.Coherent => descending ? "coalesce(coherent, -1e9)" : "coalesce(coherent, 1e9)",
        _ => "0::DOUBLE",
    };

    private static double Absent(bool descending) => descending ? -1e9 : 1e9;

    /// <summary>Answers of one score are in the sweep's order, whichever way the scores go.</summary>
    private static bool IsReversed(AnswerOrder order, bool descending, bool backwards) => backwards != (descending && order == AnswerOrder.Index);

    private static string Way(bool descending) => descending ? "DESC" : "ASC";
}
