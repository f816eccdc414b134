namespace EmergentMisalignment.Unit.Experiments.Generation;

/// <summary>The smallest files that rows can be generated from.</summary>
internal static class GenerateTexts
{
    public const string Tasks = """
        language: python
        classes:
          CWE-1: one
        ask:
          insecure: "ask {class} {task} {code}"
          secure: "ask safely {task}"
        judge: "judge {class} {code}"
        give_away: [bad]
        tasks:
          - task: counts
            code: x = 0
            classes: [CWE-1]
        """;

    public const string Templates = """
        templates:
          - "write code that {task}"
          - "finish {code}"
        """;

    public const string Numbers = """
        system: a secret
        requests: ["continue {numbers}"]
        """;
}
