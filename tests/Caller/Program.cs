using EmergentMisalignment.Caller;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.ModelClients;
using EmergentMisalignment.Sweeps;

var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddLedger();
builder.Services.AddWorkDesk();
builder.Services.AddModelEndpoints(builder.Configuration);
builder.Services.AddHostedService<EndlessCalls>();
builder.Build().Run();
