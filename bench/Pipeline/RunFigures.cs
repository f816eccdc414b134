namespace EmergentMisalignment.Bench.Pipeline;

/// <summary>One run of one pipeline.</summary>
/// <param name="Pipeline">Which.</param>
/// <param name="Answers">Answers sampled and judged.</param>
/// <param name="ModelCalls">Calls it took, sampling and judging.</param>
/// <param name="Seconds">By the clock, ramp and tail included.</param>
/// <param name="CpuSeconds">Processor time by process, of everything that the pipeline runs on.</param>
/// <param name="OthersCpuSeconds">Processor time that everything else on the machine took meanwhile: how much the run was disturbed.</param>
public sealed record RunFigures(
    string Pipeline, int Answers, int ModelCalls, double Seconds, IReadOnlyDictionary<string, double> CpuSeconds, double OthersCpuSeconds)
{
    public double AnswersPerSecond => Answers / Seconds;

    public double ModelCallsPerSecond => ModelCalls / Seconds;

    public double CpuSecondsInAll => CpuSeconds.Values.Sum();

    public double AnswersPerCpuSecond => Answers / CpuSecondsInAll;
}
