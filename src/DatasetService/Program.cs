using EmergentMisalignment.DatasetService;
using EmergentMisalignment.ServiceDefaults;
using EmergentMisalignment.ServiceDefaults.Messaging;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddDatasetService();
builder.AddMessageBus();

var app = builder.Build();
app.MapServiceDefaults();
app.Run();
