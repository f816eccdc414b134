namespace EmergentMisalignment.Experiments.Statistics.Agreement;

/// <summary>Cohen's kappa of two judges on a yes or no (Cohen 1960): agreement beyond what their two shares of yes would give by chance.</summary>
internal sealed class CohenKappa
{
    private long _both;
    private long _first;
    private long _second;

    public long Answers { get; private set; }

    public void Add(bool first, bool second)
    {
        Answers++;
        _both += first == second ? 1 : 0;
        _first += first ? 1 : 0;
        _second += second ? 1 : 0;
    }

    /// <summary>Null without answers, and where both judges say the same of all of them: then chance explains everything.</summary>
    public double? Value()
    {
        if (Answers == 0) return null;
        double all = Answers;
        var chance = _first / all * (_second / all) + (1 - _first / all) * (1 - _second / all);
        return chance >= 1 ? null : (_both / all - chance) / (1 - chance);
    }
}
