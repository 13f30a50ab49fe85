// Does nothing: the least that a process can cost.
int main() {}
