namespace TrustFramework.MockServer.Hosting;

/// <summary>The folder for what the server keeps between its runs.</summary>
internal static class DataFolderPath
{
    /// <summary>The value of <c>MockServer:DataFolder</c> that stores nothing.</summary>
    public const string InMemory = ":memory:";

    /// <summary>The full path; null if nothing is stored, or if no folder is set and the system has none for application data.</summary>
    public static string? Find(MockServerOptions options)
    {
        if (options.DataFolder == InMemory)
            return null;
        if (!string.IsNullOrEmpty(options.DataFolder))
            return Path.GetFullPath(options.DataFolder);
        var applicationData = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return applicationData.Length == 0 ? null : Path.Combine(applicationData, "TrustFramework.MockServer");
    }
}
