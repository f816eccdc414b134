using EmergentMisalignment.Console.Drafts;
using EmergentMisalignment.Console.Pages.Parts;
using EmergentMisalignment.Console.Problems;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace EmergentMisalignment.Console.Pages.Editor;

/// <summary>Where a sweep is written: read as it is typed, priced before it is sent.</summary>
public sealed partial class SweepEditor
{
    /// <summary>After this pause in the typing the text is read: shorter, and half-written words are called wrong; longer, and one waits.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(350);

    private Template _template = Template.All[0];
    private string _text = "";
    private int _lines;
    private Draft _draft = new() { Problems = [] };
    private IReadOnlyList<string> _refusals = [];
    private CancellationTokenSource? _typing;
    private bool _isSubmitting;

    private string Summary => _draft.Plan is { } plan
        ? $"{Words.Count(plan.Runs, "run")}: {Words.Count(plan.FineTunes, "fine-tune")}, {Words.Count(plan.Samples, "answer")}, {Words.Count(plan.JudgeCalls, "judge call")}."
        : "";

    protected override void OnInitialized() => Take(_template);

    public void Dispose() => _typing?.Cancel();

    private void StartFrom(ChangeEventArgs chosen) => Take(Template.All.First(template => template.Name == (string?)chosen.Value));

    private void Take(Template template)
    {
        _template = template;
        Write(template.Text);
        Check();
    }

    private async Task TypedAsync(ChangeEventArgs typed)
    {
        Write((string?)typed.Value ?? "");
        _typing?.Cancel();
        var typing = _typing = new CancellationTokenSource();
        await Task.Delay(Pause, Time, typing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (!typing.IsCancellationRequested)
            Check();
    }

    private void Write(string text)
    {
        _text = text;
        _lines = Math.Max(20, text.AsSpan().Count('\n') + 2);
    }

    private void Check()
    {
        _draft = Drafts.Read(_text);
        _refusals = [];
    }

    private async Task SubmitAsync()
    {
        Check();
        if (_draft is not { CanBeSubmitted: true, Spec: { } spec })
            return;

        _isSubmitting = true;
        try
        {
            var submitted = await Acts.DoAsync("submit", spec.Name, () => Desk.SubmitAsync(spec, CancellationToken.None));
            Navigation.NavigateTo($"/sweeps/{Uri.EscapeDataString(submitted.Name)}");
        }
        catch (Exception exception) when (Trouble.IsTold(exception))
        {
            _refusals = exception is RefusedException { Problems: { } all } ? all : [exception.Message];
        }
        finally
        {
            _isSubmitting = false;
        }
    }

    private async Task GoAsync(int line) => await Script.InvokeVoidAsync("emConsole.selectLine", "sweep-text", line);
}
