using System.CommandLine;

namespace EmergentMisalignment.Cli.Commands;

/// <summary>The root of the command line.</summary>
internal static class EmCommand
{
    public static RootCommand Create() => new(
        """
        em runs emergent-misalignment sweeps: fine-tune, sample, judge, and say with which certainty.

        Start with:     em run sweeps/quickstart.yaml
        In a browser:   em console
        On a server:    em submit sweeps/quickstart.yaml --watch
        Model outputs in a sweep may be disturbing; reports show counts, not texts.

        Exit codes: 0 done; 1 the answer is no (missing cells, no parity); 2 wrong input, nothing started; 3 something around it (disk,
        folder in use, endpoint); 130 stopped by Ctrl-C. With --json every command writes for programs, too.
        """)
    {
        PlanCommand.Create(),
        PowerCommand.Create(),
        RunCommand.Create(),
        ConsoleCommand.Create(),
        StatusCommand.Create(),
        ReportCommand.Create(),
        ExportCommand.Create(),
        ImportCommand.Create(),
        CompareCommand.Create(),
        DiffCommand.Create(),
        SubmitCommand.Create(),
        ListCommand.Create(),
        WatchCommand.Create(),
        ChangeCommand.Pause(),
        ChangeCommand.Resume(),
        ChangeCommand.Cancel(),
        ErrorsCommand.Create(),
        KeysCommand.Create(),
        ImportResultsCommand.Create(),
        DatasetCommand.Create(),
        FetchCommand.Create(),
        EndpointsCommand.Create(),
        DoctorCommand.Create(),
        CompletionCommand.Create(),
        JudgeParityCommand.Create(),
        PetriCommand.Create(),
    };
}
