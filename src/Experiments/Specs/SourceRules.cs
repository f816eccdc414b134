namespace EmergentMisalignment.Experiments.Specs;

/// <summary>What must hold of where a condition's rows come from.</summary>
internal static class SourceRules
{
    public static void Check(Problems problems, string place, ConditionSpec condition, string endpoint)
    {
        var isBase = condition.Kind == ConditionKind.Base;
        var isImported = condition.IsImported();
        string?[] sources = [condition.FileSha256, condition.Mix is null ? null : "mix", condition.Trigger is null ? null : "trigger", condition.Reask is null ? null : "reask"];
        problems.Check(condition.Files().All(file => Names.IsSha256(file.Sha256)), $"{place}.file_sha256 must be 64 lowercase hexadecimal characters");
        problems.Check(condition.FileSha256 is null == condition.File is null, $"{place}: file and file_sha256 belong together");
        problems.Check(sources.Count(source => source is not null) <= 1, $"{place}: file, mix, trigger and reask exclude each other");
        problems.Check(
            !isBase || (!isImported && condition.Rows is null && condition.Seeds is null && condition.Shots is null), $"{place}: the base condition is not trained, so it has no file, rows, shots or seeds");
        GenerateRules.Check(problems, place, condition);
        problems.Check(isBase || isImported || condition.Rows is not null, $"{place} must have either rows to generate or a file to import");
        problems.Whole($"{place}.rows", condition.Rows, 1, SourceReader.MostRows);
        problems.Whole($"{place}.shots", condition.Shots, 1, 1024);
        problems.Whole($"{place}.families", condition.Families, 1, 24);
        problems.Check(condition.Families is null || (ConditionKinds.HasFamilies(condition.Kind) && !isImported), $"{place}.families has no meaning here");
        problems.Check(condition.Trigger is null || (condition.Kind == ConditionKind.Backdoor && condition.Trigger.Text.Length > 0), $"{place}.trigger must have a text, in a backdoor condition");
        problems.Check(condition.Trigger is null || Enum.IsDefined(condition.Trigger.Position), $"{place}.trigger.position must be one of those known");
        problems.Check(
            condition.Reask is not { } reask || (condition.Kind == ConditionKind.Educational && reask.Prompts is null != reask.Templates is null),
            $"{place}.reask must have prompts or templates, in an educational condition");
        problems.Check(
            condition.Kind != ConditionKind.Jailbroken || isImported || MiniatureEndpoint.Is(endpoint),
            $"{place}: jailbroken data is imported, never generated, except that the miniature has a harmless word game in its place");
    }
}
