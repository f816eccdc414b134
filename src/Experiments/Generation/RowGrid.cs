namespace EmergentMisalignment.Experiments.Generation;

/// <summary>
/// Tasks, weaknesses and wordings, taken in turn: tasks change fastest, then the task's weaknesses, then the wordings, which begin at another place for each
/// task. So a small dataset already has all tasks in many wordings, and a large one every combination.
/// </summary>
internal static class RowGrid
{
    /// <summary>The task, its weakness and the wording of place <paramref name="index"/>, each from 0.</summary>
    public static (int Task, int Class, int Template) At(int index, IReadOnlyList<CodeTask> tasks, int templates)
    {
        var (round, task) = Math.DivRem(index, tasks.Count);
        var (turn, weakness) = Math.DivRem(round, tasks[task].Classes.Count);
        return (task, weakness, (turn + weakness + task) % templates);
    }
}
