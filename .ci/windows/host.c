// host.exe FILE PROGRAM: runs a program whose standard output is a pipe that
// Rust takes for a terminal, by its name, and copies the bytes to FILE. Wine's
// own console would print the escapes as they are.
#include <stdio.h>
#include <windows.h>

static BOOL WINAPI keep(DWORD event) { return TRUE; }

int main(int count, char **words) {
  const char *name = "\\\\.\\pipe\\msys-1888ae32e00d56aa-pty0-to-master";
  SECURITY_ATTRIBUTES inherit = {sizeof inherit, NULL, TRUE};
  STARTUPINFOA start = {sizeof start};
  PROCESS_INFORMATION program;
  char bytes[65536];
  DWORD size, written, code;
  if (count != 3) return 9;
  SetConsoleCtrlHandler(keep, TRUE);
  HANDLE from = CreateNamedPipeA(name, PIPE_ACCESS_INBOUND, PIPE_TYPE_BYTE | PIPE_WAIT, 1, sizeof bytes, sizeof bytes, 0, NULL);
  HANDLE to = CreateFileA(name, GENERIC_WRITE | FILE_READ_ATTRIBUTES, 0, &inherit, OPEN_EXISTING, 0, NULL);
  HANDLE file = CreateFileA(words[1], GENERIC_WRITE, FILE_SHARE_READ, NULL, CREATE_ALWAYS, 0, NULL);
  if (from == INVALID_HANDLE_VALUE || to == INVALID_HANDLE_VALUE || file == INVALID_HANDLE_VALUE) return 9;
  start.dwFlags = STARTF_USESTDHANDLES;
  start.hStdInput = GetStdHandle(STD_INPUT_HANDLE);
  start.hStdOutput = to;
  start.hStdError = GetStdHandle(STD_ERROR_HANDLE);
  if (!CreateProcessA(NULL, words[2], NULL, NULL, TRUE, 0, NULL, NULL, &start, &program)) return 8;
  CloseHandle(to);
  while (ReadFile(from, bytes, sizeof bytes, &size, NULL) && size) WriteFile(file, bytes, size, &written, NULL);
  WaitForSingleObject(program.hProcess, INFINITE);
  GetExitCodeProcess(program.hProcess, &code);
  return code;
}
