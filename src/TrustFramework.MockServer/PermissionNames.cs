namespace TrustFramework.MockServer;

/// <summary>The permissions of the API, as in the claims <c>scp</c> and <c>roles</c>: graph-surface 10 [C][D], and those of the directory [D].</summary>
internal static class PermissionNames
{
    public const string ReadPolicies = "Policy.Read.All";
    public const string WritePolicies = "Policy.ReadWrite.TrustFramework";
    public const string ReadKeySets = "TrustFrameworkKeySet.Read.All";
    public const string WriteKeySets = "TrustFrameworkKeySet.ReadWrite.All";

    public const string ReadUsers = "User.Read.All";
    public const string WriteUsers = "User.ReadWrite.All";
    public const string WriteApplications = "Application.ReadWrite.All";
    public const string ReadDirectory = "Directory.Read.All";
    public const string WriteDirectory = "Directory.ReadWrite.All";

    public static IReadOnlyList<string> All { get; } =
        [ReadPolicies, WritePolicies, ReadKeySets, WriteKeySets, ReadUsers, WriteUsers, WriteApplications, ReadDirectory, WriteDirectory];
}
