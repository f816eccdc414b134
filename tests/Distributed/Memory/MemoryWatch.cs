using EmergentMisalignment.Distributed.Harness;

namespace EmergentMisalignment.Distributed.Memory;

/// <summary>Looks at the resident memory of every service while answers are finished.</summary>
internal sealed class MemoryWatch(Platform platform)
{
    private readonly List<(long Answers, long[] Bytes)> _looks = [];

    public void Look(long answers) => _looks.Add((answers, [.. platform.Services.Select(service => service.Process.ResidentBytes)]));

    /// <summary>How each service's memory went with the answers in the second half of the run: the first fills pools, caches and compiled code.</summary>
    public IEnumerable<Growth> Growths()
    {
        var half = _looks[^1].Answers / 2;
        var second = _looks.Where(look => look.Answers >= half).ToList();
        return platform.Services.Select((service, i) => new Growth(
            service.Name, Slope([.. second.Select(look => ((double)look.Answers, (double)look.Bytes[i]))]), second[0].Bytes[i], second[^1].Bytes[i], second.Count));
    }

    /// <summary>Of the least-squares line.</summary>
    private static double Slope(IReadOnlyList<(double X, double Y)> points)
    {
        var (x, y) = (points.Average(point => point.X), points.Average(point => point.Y));
        return points.Sum(point => (point.X - x) * (point.Y - y)) / points.Sum(point => (point.X - x) * (point.X - x));
    }
}
