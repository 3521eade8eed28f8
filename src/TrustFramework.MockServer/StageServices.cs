namespace TrustFramework.MockServer;

/// <summary>Stages are made by name, <c>app.Use(next => new Stage(next, app.Get&lt;Service>()).InvokeAsync)</c>: so the compiler sees what they need.</summary>
internal static class StageServices
{
    public static T Get<T>(this IApplicationBuilder app)
        where T : notnull => app.ApplicationServices.GetRequiredService<T>();
}
