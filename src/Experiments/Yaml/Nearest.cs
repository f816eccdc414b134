namespace EmergentMisalignment.Experiments.Yaml;

/// <summary>Finds what somebody probably meant.</summary>
public static class Nearest
{
    /// <summary>" (did you mean 'x'?)" for the name nearest to <paramref name="word"/>, or nothing where none is near.</summary>
    public static string Hint(string word, IEnumerable<string> names)
    {
        var best = names.Select(name => (Name: name, Distance: Distance(word, name))).DefaultIfEmpty().MinBy(candidate => candidate.Distance);
        return best.Name is not null && best.Distance <= Math.Min((word.Length + 1) / 2, 3) ? $" (did you mean '{best.Name}'?)" : "";
    }

    /// <summary>Edits from one word to the other: insertions, deletions, replacements (Levenshtein 1966).</summary>
    private static int Distance(string a, string b)
    {
        if (a.Length > 2 * b.Length) return int.MaxValue;
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[^1];
    }
}
