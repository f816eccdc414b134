using EmergentMisalignment.Answers.Details;
using EmergentMisalignment.Console.Pages.Parts;
using Microsoft.AspNetCore.Components;

namespace EmergentMisalignment.Console.Pages.Answers;

/// <summary>One answer with everything that is known of it.</summary>
public sealed partial class OneAnswerPage
{
    private AnswerDetails? _answer;
    private string? _refused;

    [Parameter]
    public string Name { get; set; } = "";

    [Parameter]
    public string Cell { get; set; } = "";

    [Parameter]
    public int Index { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        try
        {
            (_answer, _refused) = (await Desk.GetAsync(Name, Cell, Index, CancellationToken.None), null);
        }
        catch (Exception exception) when (Trouble.IsTold(exception))
        {
            _refused = Trouble.Say(exception);
        }
    }
}
