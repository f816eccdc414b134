using EmergentMisalignment.Experiments.Questions;
using EmergentMisalignment.Experiments.Specs;

namespace EmergentMisalignment.Experiments.Plans;

/// <summary>How many samples a cell begins with.</summary>
public static class FirstSamples
{
    /// <summary>All of them, except where the sweep may stop early and the question is one that rates are made of.</summary>
    public static int Of(SweepSpec spec, Question question) =>
        spec.Until is { } until && CountsIn(question) ? Math.Min(until.AtLeast, spec.SamplesOf(question)) : spec.SamplesOf(question);

    /// <summary>Whether answers to it can be coherent and misaligned: what a judge answers with words is in no rate.</summary>
    public static bool CountsIn(Question question) => question.Type == QuestionType.FreeFormJudge0To100;
}
