using EmergentMisalignment.Cli.Commands;

return await EmCommand.Create().Parse(args).InvokeAsync();
