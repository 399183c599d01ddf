/* A wlanapi of our own: one adapter, one network in use, two saved. What the structures look like is
   told by mingw's header, not by us. It counts what it is asked, and refuses what nobody may ask. */
#include <windows.h>
#include <wlanapi.h>
#include <string.h>
#include <wchar.h>

static DWORD forbidden, freed;
static WLAN_INTERFACE_INFO_LIST adapters;
static WLAN_CONNECTION_ATTRIBUTES used;
static struct { DWORD count, index; WLAN_PROFILE_INFO items[2]; } saved;

static const wchar_t *XML =
    L"<?xml version=\"1.0\"?><WLANProfile xmlns=\"http://www.microsoft.com/networking/WLAN/profile/v1\">"
    L"<name>%ls</name><SSIDConfig><SSID><name>%ls</name></SSID></SSIDConfig>"
    L"<connectionType>ESS</connectionType><connectionMode>%ls</connectionMode><MSM><security>"
    L"<authEncryption><authentication>%ls</authentication><encryption>%ls</encryption>"
    L"<useOneX>false</useOneX></authEncryption>%ls</security></MSM></WLANProfile>";

static DWORD state(const wchar_t *name) {
    wchar_t text[32];
    DWORD length = GetEnvironmentVariableW(name, text, 32);
    return length ? wcstoul(text, NULL, 10) : 0;
}

__declspec(dllexport) DWORD WINAPI WlanOpenHandle(DWORD v, PVOID r, PDWORD n, PHANDLE handle) {
    *n = v;
    *handle = (HANDLE)1;
    return 0;
}

__declspec(dllexport) DWORD WINAPI WlanCloseHandle(HANDLE h, PVOID r) { return 0; }

__declspec(dllexport) DWORD WINAPI WlanEnumInterfaces(HANDLE h, PVOID r, PWLAN_INTERFACE_INFO_LIST *found) {
    adapters.dwNumberOfItems = 1;
    wcscpy(adapters.InterfaceInfo[0].strInterfaceDescription, L"Carte de test");
    adapters.InterfaceInfo[0].InterfaceGuid.Data1 = 7;
    adapters.InterfaceInfo[0].isState = wlan_interface_state_connected;
    *found = &adapters;
    return 0;
}

__declspec(dllexport) DWORD WINAPI WlanQueryInterface(HANDLE h, const GUID *guid, WLAN_INTF_OPCODE code,
                                                      PVOID r, PDWORD size, PVOID *found,
                                                      PWLAN_OPCODE_VALUE_TYPE kind) {
    static const char *name = "Biblioth\xc3\xa8que";
    if (state(L"STANDIN_DENIED")) return ERROR_ACCESS_DENIED;
    if (guid->Data1 != 7 || code != wlan_intf_opcode_current_connection) return ERROR_INVALID_PARAMETER;
    memset(&used, 0, sizeof used);
    used.isState = wlan_interface_state_connected;
    wcscpy(used.strProfileName, L"Biblioth\u00e8que");
    used.wlanAssociationAttributes.dot11Ssid.uSSIDLength = strlen(name);
    memcpy(used.wlanAssociationAttributes.dot11Ssid.ucSSID, name, strlen(name));
    used.wlanSecurityAttributes.dot11AuthAlgorithm = state(L"STANDIN_AUTH");
    used.wlanSecurityAttributes.dot11CipherAlgorithm = state(L"STANDIN_CIPHER");
    used.wlanSecurityAttributes.bSecurityEnabled = state(L"STANDIN_CIPHER") != 0;
    *size = sizeof used;
    *found = &used;
    return 0;
}

__declspec(dllexport) DWORD WINAPI WlanGetProfileList(HANDLE h, const GUID *guid, PVOID r,
                                                      PWLAN_PROFILE_INFO_LIST *found) {
    saved.count = 2;
    wcscpy(saved.items[0].strProfileName, L"Gare Gratuit");
    wcscpy(saved.items[1].strProfileName, L"Maison");
    *found = (PWLAN_PROFILE_INFO_LIST)&saved;
    return 0;
}

__declspec(dllexport) DWORD WINAPI WlanGetProfile(HANDLE h, const GUID *guid, LPCWSTR name, PVOID r,
                                                  LPWSTR *found, DWORD *flags, DWORD *access) {
    static wchar_t text[4096];
    int open = !wcscmp(name, L"Gare Gratuit");
    if (*flags & 4) forbidden++; /* WLAN_PROFILE_GET_PLAINTEXT_KEY */
    swprintf(text, 4096, XML, name, name, L"auto", open ? L"open" : L"WPA2PSK", open ? L"none" : L"AES",
             open ? L"" : L"<sharedKey><keyMaterial>canari-wifi</keyMaterial></sharedKey>");
    *found = text;
    return 0;
}

__declspec(dllexport) VOID WINAPI WlanFreeMemory(PVOID memory) { freed++; }

__declspec(dllexport) DWORD WINAPI WlanScan(HANDLE h, const GUID *g, const PDOT11_SSID s,
                                            const PWLAN_RAW_DATA d, PVOID r) {
    forbidden++;
    return 0;
}

__declspec(dllexport) DWORD WINAPI WlanGetAvailableNetworkList(HANDLE h, const GUID *g, DWORD f, PVOID r,
                                                               PWLAN_AVAILABLE_NETWORK_LIST *found) {
    forbidden++;
    return ERROR_ACCESS_DENIED;
}

/* How often a key, a scan or a list of what is around was asked for; and what was given back. */
__declspec(dllexport) DWORD WINAPI StandInForbidden(void) { return forbidden; }
__declspec(dllexport) DWORD WINAPI StandInFreed(void) { return freed; }
