using System.Globalization;

namespace EmergentMisalignment.Experiments.Generation;

/// <summary>Rows of numbers to continue: nobody judges them.</summary>
public sealed class NumberRowPlan(string key, int attempts, NumberPrompts prompts) : RowPlan(key, attempts)
{
    public override string? System => prompts.System;

    public override string Ask(int index) => Request(index);

    public override string Request(int index) => Placeholders.Fill(
        prompts.Requests[index % prompts.Requests.Count],
        ("numbers", string.Join(", ", Draw(index, prompts.Shown, prompts.Below).Select(number => number.ToString(CultureInfo.InvariantCulture)))));

    public override Checked Check(string answer) => NumberAnswer.Check(answer, prompts);

    public override string? Judge(int index, string answer) => null;
}
