namespace TrustFramework.MockServer;

/// <summary>Stages are made by name, <c>app.Use(next => new Stage(next, app.Get&lt;Service>()).InvokeAsync)</c>: UseMiddleware looks for constructors and methods at each start.</summary>
internal static class StageServices
{
    public static T Get<T>(this IApplicationBuilder app)
        where T : notnull => app.ApplicationServices.GetRequiredService<T>();
}
