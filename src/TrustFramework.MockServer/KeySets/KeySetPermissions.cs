namespace TrustFramework.MockServer.KeySets;

/// <summary>graph-surface 10 [C][D].</summary>
internal static class KeySetPermissions
{
    public const string Read = "TrustFrameworkKeySet.Read.All";
    public const string Write = "TrustFrameworkKeySet.ReadWrite.All";

    /// <summary>Template ids: Global Administrator, B2C IEF Keyset Administrator (conventions 7.2 [D]).</summary>
    public static readonly string[] AdministratorRoles =
        ["62e90394-69f5-4237-9190-012177145e10", "aaf43236-0c0d-4d5f-883a-6955382ac081"];

    /// <summary>Global Reader suffices to read. [I]</summary>
    public static readonly string[] ReaderRoles = [.. AdministratorRoles, "f2ef992c-3afb-46b9-b7cf-a126ee74c451"];
}
