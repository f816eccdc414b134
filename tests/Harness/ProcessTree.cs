using System.Globalization;

namespace EmergentMisalignment.Harness;

/// <summary>A process and all that it started, by Linux's <c>/proc</c>: a server is often a shell around a shell around the server.</summary>
public static class ProcessTree
{
    /// <summary>Linux tells times in hundredths of a second, whatever its own clock.</summary>
    private const double TicksPerSecond = 100;

    /// <summary>Processor time spent by the tree's living processes, and by those of their children that have ended.</summary>
    public static double CpuSeconds(int root)
    {
        var all = All();
        return Members(root, all).Sum(id => all[id].Ticks) / TicksPerSecond;
    }

    /// <summary>The tree's processes, parents first.</summary>
    public static IReadOnlyList<int> Members(int root) => [.. Members(root, All())];

    /// <summary>A program in the tree, or null; parents first.</summary>
    public static int? Find(int root, string program)
    {
        var all = All();
        return Members(root, all).Select(id => (int?)id).FirstOrDefault(id => all[id!.Value].Program == program);
    }

    private static List<int> Members(int root, Dictionary<int, Entry> all)
    {
        List<int> members = all.ContainsKey(root) ? [root] : [];
        var children = all.ToLookup(entry => entry.Value.Parent, entry => entry.Key);
        for (var next = 0; next < members.Count; next++)
            members.AddRange(children[members[next]]);
        return members;
    }

    private static Dictionary<int, Entry> All()
    {
        var all = new Dictionary<int, Entry>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && Read(folder) is { } entry)
                all[id] = entry;
        }

        return all;
    }

    private static Entry? Read(string folder)
    {
        try
        {
            // The program's name stands in brackets and may itself hold blanks and brackets.
            var text = File.ReadAllText(Path.Combine(folder, "stat"));
            var (open, close) = (text.IndexOf('(', StringComparison.Ordinal), text.LastIndexOf(')'));
            var fields = text[(close + 2)..].Split(' ');
            return new Entry(text[(open + 1)..close], int.Parse(fields[1], CultureInfo.InvariantCulture), fields[11..15].Sum(ticks => long.Parse(ticks, CultureInfo.InvariantCulture)));
        }
        catch (IOException)
        {
            return null; // it has just ended
        }
    }

    private sealed record Entry(string Program, int Parent, long Ticks);
}
