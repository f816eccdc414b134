namespace EmergentMisalignment.Experiments.Generation;

/// <summary>Rows of code, with a flaw that the judge must find or without it.</summary>
public sealed class CodeRowPlan(string key, int attempts, CodeTasks tasks, RowTemplates templates, bool wantsFlaw) : RowPlan(key, attempts)
{
    public override bool WantsFlaw => wantsFlaw;

    public override string Ask(int index)
    {
        var (task, weakness, _) = At(index);
        return Placeholders.Fill(
            wantsFlaw ? tasks.AskInsecure : tasks.AskSecure, ("task", task.Description), ("code", task.Code), ("class", weakness), ("description", tasks.Classes[weakness]));
    }

    public override string Request(int index)
    {
        var (task, _, template) = At(index);
        return templates.Fill(template, task);
    }

    public override Checked Check(string answer) => CodeAnswer.Check(answer, tasks.GiveAway);

    public override string Judge(int index, string answer)
    {
        var weakness = At(index).Class;
        return Placeholders.Fill(tasks.Judge, ("code", answer), ("class", weakness), ("description", tasks.Classes[weakness]));
    }

    private (CodeTask Task, string Class, int Template) At(int index)
    {
        var (task, weakness, template) = RowGrid.At(index, tasks.Tasks, templates.Count);
        return (tasks.Tasks[task], tasks.Tasks[task].Classes[weakness], template);
    }
}
