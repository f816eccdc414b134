using System.Globalization;

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

    public override string ToString()
    {
        var spent = CpuSeconds.Select(cpu => string.Create(CultureInfo.InvariantCulture, $"{cpu.Key} {cpu.Value:F2}"));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Pipeline,-12} {AnswersPerSecond,6:N0} answers/s {AnswersPerCpuSecond,6:N0} per CPU second {ModelCallsPerSecond,7:N0} calls/s {Seconds,6:F2} s; CPU: {string.Join(", ", spent)}, others {OthersCpuSeconds:F2}");
    }
}
