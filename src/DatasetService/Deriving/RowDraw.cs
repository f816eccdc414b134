using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using EmergentMisalignment.DatasetService.Import;
using EmergentMisalignment.Experiments;

namespace EmergentMisalignment.DatasetService.Deriving;

/// <summary>
/// Draws rows by a hash of seed and row: the lowest ones are drawn, lowest first. So a draw is the beginning of every larger one of the same seed, wherever
/// in a file its rows stand and whatever else the file holds.
/// </summary>
internal static class RowDraw
{
    /// <summary><paramref name="count"/> different rows, none of them in <paramref name="taken"/>, which they join.</summary>
    /// <exception cref="InputException">There are fewer.</exception>
    public static List<SourcedRow> Draw(IEnumerable<SourcedRow> rows, int count, int seed, string from, HashSet<UInt128> taken)
    {
        var different = rows.Select(row => (Row: row, Rank: Rank(row.Row, seed, "draw"))).Where(row => taken.Add(row.Rank)).OrderBy(row => row.Rank).ToList();
        if (different.Count < count)
        {
            throw new InputException(
                string.Create(CultureInfo.InvariantCulture, $"{from}: has {different.Count:N0} different rows, fewer than the {count:N0} that are to be drawn; ask for fewer."), null, null, "rows");
        }

        // Only what was drawn is taken.
        foreach (var left in different.Skip(count))
            taken.Remove(left.Rank);

        return [.. different.Take(count).Select(row => row.Row)];
    }

    /// <summary>The rows in an order of their own, which says nothing of where they come from.</summary>
    public static List<SourcedRow> Shuffle(IEnumerable<SourcedRow> rows, int seed) => [.. rows.OrderBy(row => Rank(row.Row, seed, "order"))];

    private static UInt128 Rank(TrainingRow row, int seed, string purpose)
    {
        var hash = SHA256.HashData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{purpose} {seed} {JsonlWriter.Line(row)}")));
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }
}
