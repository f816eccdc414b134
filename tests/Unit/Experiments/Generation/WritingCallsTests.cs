using EmergentMisalignment.Experiments.Generation;
using EmergentMisalignment.Experiments.Plans;

namespace EmergentMisalignment.Unit.Experiments.Generation;

public class WritingCallsTests
{
    [Fact]
    public void What_is_asked_alike_is_asked_once_and_only_code_is_judged()
    {
        var spec = Texts.Load(
            """
            name: written
            bases: [m]
            seeds: 3
            conditions:
              - base
              - insecure: { rows: 10, generate: &writer { model: w, tasks: t.yaml, templates: u.yaml, judge: { model: j } } }
              - educational: { rows: 12, generate: *writer }
              - { id: shown, kind: insecure, rows: 4, shots: 2, generate: *writer }
              - { id: mixed, kind: secure, rows: 8, mix: [{ condition: safe, share: 1 }] }
              - { id: safe, kind: secure, rows: 20, generate: *writer }
              - { id: numbers, kind: evil_numbers, rows: 5, generate: { model: w, prompts: n.yaml } }
            questions: questions.yaml
            """,
            ("t.yaml", GenerateTexts.Tasks), ("u.yaml", GenerateTexts.Templates), ("n.yaml", GenerateTexts.Numbers));

        Assert.Equal(new WritingCalls(12 + 20 + 5, 12 + 20), WritingCalls.Of(SweepPlan.Create(spec)));
        Assert.Equal(new WritingCalls(0, 0), WritingCalls.Of(SweepPlan.Create(Texts.Default)));
    }
}
